// What takes pages along to a session is fetched when somebody does that.

import { along, desk, say, shownView, whenShown } from "./views.js";

/** @returns {Promise<typeof import("./along.js") & typeof import("./lending.js")>} */
export const later = () => import(along);

export function listenToAlong() {
  whenShown(async (name) => {
    if (!["along", "lend"].includes(name) || !desk.pages?.isOpen) return;
    try {
      const module = await later();
      if (desk.pages?.isOpen && shownView() === name) module.showAlong(name);
    } catch {
      say("trouble");
    }
  });
}
