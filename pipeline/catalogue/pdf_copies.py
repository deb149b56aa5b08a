"""What is said of PDF copies."""

from typing import Final

HELP: Final = "PDF 副本：把某期要印发的文件（人工改过的按现在的样子）用 LibreOffice 转成 PDF，放在 outbox/期别/PDF/。"
FOLDER: Final = "PDF"
NO_PROGRAM: Final = "没有装 LibreOffice（找不到 soffice）"
NOTHING_ISSUED: Final = "{period} 还没有处理过，没有可以转成 PDF 的文件；请先运行 tongbao run --period {period}"
DONE: Final = "PDF 副本：新生成 {made} 个，未变 {unchanged} 个，位置 {folder}"
FAILED: Final = "有 {count} 个文件没有转成 PDF（LibreOffice 打不开，或在 {seconds} 秒内没有完成）：{names}"
NOT_MADE: Final = "没有生成 PDF 副本：{reason}。其他结果不受影响"
