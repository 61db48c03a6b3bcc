/** A phone's keyboard that covers the page instead of making it smaller: the designer then leaves it room. */

/** Keeps `--keyboard`, the height that is covered, up with the keyboard. Returns what ends it. */
export function followKeyboard(): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  const follow = () => {
    // A page that somebody has zoomed is covered by nothing.
    const covered = viewport.scale > 1.01 ? 0 : Math.max(0, window.innerHeight - viewport.height);
    document.documentElement.style.setProperty("--keyboard", `${Math.round(covered)}px`);
  };
  viewport.addEventListener("resize", follow);
  return () => viewport.removeEventListener("resize", follow);
}
