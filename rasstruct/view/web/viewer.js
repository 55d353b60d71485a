// Draws the scenes of one figure with 3Dmol. The figure shows a still picture until this has worked.
function rasstructView(root, data) {
  "use strict";
  var panels = Array.prototype.slice.call(root.querySelectorAll(".rv-canvas"));
  var problem = root.querySelector(".rv-problem");
  var viewers = [];

  function fail(reason) {
    problem.textContent = reason + " A still picture is shown instead.";
    problem.hidden = false;
    root.dataset.state = "still";
  }

  function hasWebGL() {
    try {
      var canvas = document.createElement("canvas");
      return Boolean(canvas.getContext("webgl2") || canvas.getContext("webgl"));
    } catch (error) {
      return false;
    }
  }

  // what is shared by several scenes stands once, as {"$text": place}
  function fill(value) {
    return value && typeof value === "object" && "$text" in value ? data.texts[value.$text] : value;
  }

  function draw(viewer, scene, keepsView) {
    var view = keepsView ? viewer.getView() : null;
    viewer.removeAllModels();
    viewer.removeAllShapes();
    viewer.removeAllLabels();
    viewer.removeAllSurfaces();
    scene.commands.forEach(function (command) {
      if (view && (["rotate", "zoomTo", "zoom"].indexOf(command[0]) >= 0)) { return; }
      // 3Dmol changes what it is given
      var values = JSON.parse(JSON.stringify(command[1])).map(fill);
      if (command[0] === "render" && view) { viewer.setView(view); }
      viewer[command[0]].apply(viewer, values);
    });
  }

  function start() {
    if (typeof window.$3Dmol === "undefined") { return fail("The 3Dmol script did not start."); }
    if (!hasWebGL()) { return fail("This browser offers no WebGL, which 3D needs."); }
    // a picture is taken when the page is loaded, so that surfaces cannot come later
    if (window.rasstructPoster) { window.$3Dmol.setSyncSurface(true); }
    var stills = panels.map(function (panel) { return panel.innerHTML; });
    try {
      panels.forEach(function (panel, index) {
        panel.innerHTML = "";
        var viewer = window.$3Dmol.createViewer(panel, { backgroundColor: "white", antialias: true, disableFog: false });
        viewers.push(viewer);
        draw(viewer, data.scenes[data.sideBySide ? index : 0], false);
        panel.addEventListener("keydown", function (event) { move(viewer, event); });
        var canvas = panel.querySelector("canvas");
        if (canvas) { canvas.setAttribute("aria-hidden", "true"); }
        if (window.ResizeObserver) {
          new ResizeObserver(function () { viewer.resize(); viewer.render(); }).observe(panel);
        }
      });
      viewers.forEach(function (viewer) {
        viewers.forEach(function (other) { if (other !== viewer) { viewer.linkViewer(other); } });
      });
      root.dataset.state = "drawn";
    } catch (error) {
      panels.forEach(function (panel, index) { panel.innerHTML = stills[index]; });
      fail("3D drawing failed (" + error.message + ").");
    }
  }

  function move(viewer, event) {
    var steps = { ArrowLeft: [-10, "vy"], ArrowRight: [10, "vy"], ArrowUp: [-10, "vx"], ArrowDown: [10, "vx"] };
    if (steps[event.key]) { viewer.rotate(steps[event.key][0], steps[event.key][1]); }
    else if (event.key === "+" || event.key === "=") { viewer.zoom(1.2); }
    else if (event.key === "-") { viewer.zoom(1 / 1.2); }
    else { return; }
    event.preventDefault();
    viewer.render();
  }

  function choose(button) {
    var place = Number(button.dataset.scene);
    root.querySelectorAll("button[data-scene]").forEach(function (other) {
      other.setAttribute("aria-pressed", String(other === button));
    });
    root.querySelectorAll("[data-legend]").forEach(function (legend) {
      legend.hidden = Number(legend.dataset.legend) !== place;
    });
    root.dataset.scene = String(place);
    if (viewers.length) { draw(viewers[0], data.scenes[place], true); }
  }

  root.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button || !root.contains(button)) { return; }
    if (button.dataset.scene) { choose(button); }
    else if (button.dataset.action === "reset") {
      viewers.forEach(function (viewer, index) {
        viewer.setView([0, 0, 0, 0, 0, 0, 0, 1]);
        draw(viewer, data.scenes[data.sideBySide ? index : Number(root.dataset.scene || 0)], false);
      });
    } else if (button.dataset.action === "save" && viewers.length) {
      var link = document.createElement("a");
      link.href = viewers[0].pngURI();
      link.download = "rasstruct.png";
      link.click();
    }
  });
  start();
}

// A notebook may run a script before the output that it belongs to is on the page.
function rasstructStart(id, data, tries) {
  "use strict";
  var found = document.querySelectorAll('[data-rasstruct="' + id + '"]:not([data-state])');
  var isReady = found.length && Array.prototype.every.call(found, function (root) { return root.clientWidth > 0; });
  if (isReady || (found.length && tries <= 0)) {
    found.forEach(function (root) { root.dataset.state = "starting"; rasstructView(root, data); });
  } else if (tries > 0) {
    setTimeout(function () { rasstructStart(id, data, tries - 1); }, 100);
  }
}
