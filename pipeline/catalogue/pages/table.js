(function () {
  "use strict";
  var number = /^[<>]?[-+]?[\d,]*\.?\d+%?$/;
  function each(list, act) { for (var i = 0; i < list.length; i += 1) { act(list[i], i); } }
  function textOf(cell) { return (cell.textContent || "").replace(/\s+/g, " ").trim(); }
  function keyOf(row, column) {
    var cell = row.cells[column], given = cell.getAttribute("data-v");
    return given === null ? textOf(cell) : given;
  }
  function compare(a, b) {
    var first = number.test(a), second = number.test(b);
    if (first && second) { return parseFloat(a.replace(/[<>,%]/g, "")) - parseFloat(b.replace(/[<>,%]/g, "")); }
    if (first !== second) { return first ? -1 : 1; }
    return a.localeCompare(b, "zh");
  }
  function sort(table, column, downwards) {
    var body = table.tBodies[0], rows = [];
    each(body.rows, function (row, place) { rows.push({ row: row, key: keyOf(row, column), place: place }); });
    rows.sort(function (a, b) { return (downwards ? -1 : 1) * compare(a.key, b.key) || a.place - b.place; });
    each(rows, function (one) { body.appendChild(one.row); });
  }
  function sortable(table) {
    var heads = table.tHead.rows[0].cells;
    each(heads, function (head, column) {
      if (/\bplain\b/.test(head.className)) { return; }
      var way = document.createElement("span");
      way.className = "way";
      head.className += " can";
      head.title = head.title || "点一下按此列排序，再点一下倒过来";
      head.tabIndex = 0;
      head.appendChild(way);
      function act() {
        var downwards = head.getAttribute("aria-sort") === "ascending";
        each(heads, function (other) {
          other.removeAttribute("aria-sort");
          each(other.querySelectorAll(".way"), function (sign) { sign.textContent = ""; });
        });
        head.setAttribute("aria-sort", downwards ? "descending" : "ascending");
        way.textContent = downwards ? " ▼" : " ▲";
        sort(table, column, downwards);
      }
      head.addEventListener("click", act);
      head.addEventListener("keydown", function (event) { if (event.keyCode === 13 || event.keyCode === 32) { event.preventDefault(); act(); } });
    });
  }
  function filterable(table) {
    var box = document.createElement("p"), field = document.createElement("input"), shown = document.createElement("span");
    box.className = "filter";
    field.type = "search";
    field.placeholder = table.getAttribute("data-filter");
    field.setAttribute("aria-label", field.placeholder);
    shown.className = "note";
    box.appendChild(field);
    box.appendChild(document.createTextNode(" "));
    box.appendChild(shown);
    table.parentNode.insertBefore(box, table);
    function act() {
      var words = field.value.toLowerCase().split(/\s+/), left = 0, rows = table.tBodies[0].rows;
      each(rows, function (row) {
        var text = textOf(row).toLowerCase(), fits = true;
        each(words, function (word) { fits = fits && text.indexOf(word) >= 0; });
        row.style.display = fits ? "" : "none";
        left += fits ? 1 : 0;
      });
      shown.textContent = field.value ? left + " / " + rows.length + " 行" : "";
    }
    field.addEventListener("input", act);
    field.addEventListener("keyup", act);
  }
  each(document.querySelectorAll("table.sortable"), sortable);
  each(document.querySelectorAll("table.filterable"), filterable);
}());
