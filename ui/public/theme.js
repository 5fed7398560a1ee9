// Before the first paint: the theme chosen here, if any. A file of its own, so that the page needs no inline script.
try {
  var theme = localStorage.getItem('recado.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.setAttribute('data-theme', theme);
} catch (e) {
  // storage forbidden: the system's theme it is
}
