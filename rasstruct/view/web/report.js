// Sorts the tables of a report: a click on a heading, or Enter on it.
(function () {
  "use strict";
  var status = document.getElementById("rs-status");

  function value(row, place) {
    var cell = row.cells[place];
    return cell.dataset.number === undefined ? cell.textContent.trim() : Number(cell.dataset.number);
  }

  // numbers first, then text; what is absent stays last in both directions
  function compare(first, second, sign) {
    var absent = (first === "–") - (second === "–");
    if (absent) { return absent; }
    if (typeof first !== typeof second) { return typeof first === "number" ? -1 : 1; }
    if (typeof first === "number") { return sign * (first - second); }
    return sign * first.localeCompare(second, "en", { numeric: true });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest(".rs-table thead button");
    if (!button) { return; }
    var head = button.closest("th");
    var table = head.closest("table");
    var sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    table.querySelectorAll("thead th").forEach(function (other) { other.setAttribute("aria-sort", "none"); });
    head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
    var body = table.tBodies[0];
    Array.prototype.slice.call(body.rows)
      .map(function (row, index) { return { row: row, index: index, value: value(row, head.cellIndex) }; })
      .sort(function (a, b) { return compare(a.value, b.value, sign) || a.index - b.index; })
      .forEach(function (item) { body.appendChild(item.row); });
    status.textContent = "sorted by " + button.textContent.trim() + (sign > 0 ? ", ascending" : ", descending");
  });
})();
