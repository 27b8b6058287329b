// Leave quickly: empty every form, then go to a harmless page that the back button does not return from.
document.getElementById("leave").addEventListener("click", (event) => {
  event.preventDefault();
  for (const form of document.forms) form.reset();
  document.body.replaceChildren();
  window.location.replace(event.currentTarget.href);
});
