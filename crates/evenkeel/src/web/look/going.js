// Goes to another page of ours: by its address, or, where everything stands at one address, by the form
// that every link there is a button of.

document.addEventListener("go-to", (event) => {
  const { to } = /** @type {CustomEvent<{ to: string }>} */ (event).detail;
  const form = document.getElementById("go");
  if (!(form instanceof HTMLFormElement)) return location.assign(to);
  const where = document.createElement("input");
  where.type = "hidden";
  where.name = "press";
  where.value = `GET ${to}`;
  form.append(where);
  form.submit();
});
