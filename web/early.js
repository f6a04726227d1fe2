// What must be known before anything is drawn: the theme that was chosen, and whether the page is shown inside another one.
if (/^#embed(:|$)/.test(location.hash)) document.documentElement.dataset.embed = "";
try {
  const theme = localStorage.getItem("unroot.theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing follows the system.
}
