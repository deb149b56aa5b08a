BEGIN TRANSACTION;
CREATE TABLE accepted_return (
	period VARCHAR(16) NOT NULL, 
	form VARCHAR(64) NOT NULL, 
	unit VARCHAR(64) NOT NULL, 
	rows TEXT NOT NULL, 
	PRIMARY KEY (period, form, unit)
);
INSERT INTO "accepted_return" VALUES('2023-04','重点项目','青滩镇','[{"单位": "青滩镇", "总投资": ["数", "1234.50"]}]');
CREATE TABLE figure (
	period VARCHAR(16) NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	value TEXT, 
	PRIMARY KEY (period, name)
);
INSERT INTO "figure" VALUES('2023-04','甲','12.30');
INSERT INTO "figure" VALUES('2023-04','丁',NULL);
CREATE TABLE rank (
	period VARCHAR(16) NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	rank INTEGER NOT NULL, 
	PRIMARY KEY (period, name)
);
INSERT INTO "rank" VALUES('2023-04','乙',3);
CREATE TABLE received_file (
	sha256 VARCHAR(64) NOT NULL, 
	first_seen DATETIME NOT NULL, 
	PRIMARY KEY (sha256)
);
INSERT INTO "received_file" VALUES('cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','2023-05-04 09:30:00.000000');
CREATE TABLE schema_version (
	version INTEGER NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "schema_version" VALUES(1);
COMMIT;
