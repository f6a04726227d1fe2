// The theme that was chosen, before anything is drawn.
try {
  const theme = localStorage.getItem("unroot.theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing follows the system.
}
