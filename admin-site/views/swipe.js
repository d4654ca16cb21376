/**
 * One card moved by a finger: right past the mark approves, left past it opens the reasons to kill. A drag
 * that is more up than across stays a scroll, and a mouse keeps selecting text.
 */

/** How far a card must be moved before letting go decides, in CSS pixels. */
export const SWIPE_PX = 75;

/** @typedef {{right: (() => void)|null, left: (() => void)|null}} Ways */

// One finger moves one card, so the gesture lives here: the page may be drawn again in the middle of it.
let from_x = 0;
let from_y = 0;
let finger = -1;
let across = false;

/** @param {Ways} ways what letting go does; null where that way does nothing */
export function swipe(ways) {
  /** @param {HTMLElement} element @param {number} by */
  function move(element, by) {
    element.style.transform = by === 0 ? '' : `translateX(${by}px) rotate(${by / 60}deg)`;
    const far = Math.abs(by) >= SWIPE_PX;
    element.dataset.swipe = by === 0 ? '' : by > 0 ? (far ? 'approve' : 'right') : (far ? 'kill' : 'left');
  }

  return {
    /** @param {PointerEvent} event */
    down(event) {
      const target = /** @type {HTMLElement} */ (event.target);
      if (event.pointerType === 'mouse' || !event.isPrimary || target.closest('input, textarea, button, a, summary, .scrolls')) return;
      finger = event.pointerId;
      from_x = event.clientX;
      from_y = event.clientY;
      across = false;
    },
    /** @param {PointerEvent} event */
    move(event) {
      if (event.pointerId !== finger) return;
      const by = event.clientX - from_x;
      if (!across && Math.abs(by) < 12) return;
      if (!across && Math.abs(event.clientY - from_y) > Math.abs(by)) {
        finger = -1;
        return;
      }
      across = true;
      const open = by > 0 ? ways.right : ways.left;
      move(/** @type {HTMLElement} */ (event.currentTarget), open ? by : by / 5);
    },
    /** @param {PointerEvent} event */
    up(event) {
      if (event.pointerId !== finger) return;
      finger = -1;
      const by = event.clientX - from_x;
      move(/** @type {HTMLElement} */ (event.currentTarget), 0);
      if (!across || Math.abs(by) < SWIPE_PX) return;
      if (by > 0) ways.right?.();
      else ways.left?.();
    },
    /** @param {PointerEvent} event */
    cancel(event) {
      if (event.pointerId !== finger) return;
      finger = -1;
      move(/** @type {HTMLElement} */ (event.currentTarget), 0);
    },
  };
}
