/**
 * The one table of key bindings. The keyboard handler reads it and the help screen is drawn from it, so
 * that neither can know a key the other does not.
 */

/**
 * @typedef {Object} Binding
 * @property {string} keys     as `KeyboardEvent.key`; two keys in a row are written with a space
 * @property {string} words    what it does, for the help screen
 * @property {'anywhere'|'queue'|'choices'|'dialog'} where
 * @property {string} action   name of the act
 * @property {string} [shown]  how the help screen writes the keys
 */

/** @type {readonly Binding[]} */
export const BINDINGS = [
  { keys: 'j', words: 'Next card', where: 'queue', action: 'next' },
  { keys: 'k', words: 'Previous card', where: 'queue', action: 'previous' },
  { keys: 'a', words: 'Approve the drafts; accept what is selected in a list', where: 'queue', action: 'approve' },
  { keys: 'e', words: 'Edit the text (the first message; Tab to others)', where: 'queue', action: 'edit' },
  { keys: 'x', words: 'Kill, then the number of a reason; reject in a list', where: 'queue', action: 'kill' },
  { keys: 'r', words: 'Redraft with a note', where: 'queue', action: 'redraft' },
  { keys: 't', words: 'Take over the conversation; a LinkedIn message is sent by hand', where: 'queue', action: 'take_over' },
  { keys: 'l', words: 'Relabel the reply', where: 'queue', action: 'relabel' },
  { keys: 'b', words: 'Hand back to the agent with a note', where: 'queue', action: 'hand_back' },
  { keys: 'd', words: 'Done: file the reply; an alarm is seen', where: 'queue', action: 'done' },
  { keys: 'o', words: 'Open the list, or the conversation', where: 'queue', action: 'open' },
  { keys: 's', words: 'In doubt: it was sent', where: 'queue', action: 'sent' },
  { keys: 'n', words: 'In doubt: it was not sent', where: 'queue', action: 'not_sent' },
  { keys: 'u', words: 'Undo the last verdict (10 seconds)', where: 'anywhere', action: 'undo' },
  ...'1234567890-='.split('').map((key, at) => /** @type {Binding} */ ({
    keys: key, words: at === 0 ? 'Choose a reason or a label' : '', where: 'choices', action: `choose_${at}`, shown: at === 0 ? '1 … 9 0 - =' : '',
  })),
  { keys: 'h', words: 'Halt the fleet (asks once)', where: 'anywhere', action: 'halt' },
  { keys: '/', words: 'Search the log', where: 'anywhere', action: 'search' },
  { keys: '?', words: 'This help', where: 'anywhere', action: 'help' },
  { keys: 'g q', words: 'Go to the queue', where: 'anywhere', action: 'go_queue' },
  { keys: 'g a', words: 'Go to the agents', where: 'anywhere', action: 'go_agents' },
  { keys: 'g l', words: 'Go to the log', where: 'anywhere', action: 'go_log' },
  { keys: 'g m', words: 'Go to more', where: 'anywhere', action: 'go_more' },
  { keys: 'Escape', words: 'Close what is open', where: 'anywhere', action: 'close', shown: 'Esc' },
];

/** The one key that works inside a field: it saves what was typed. */
export const SAVE = { shown: 'Ctrl Enter', words: 'Save the text or the note being typed' };

/**
 * @param {{key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, repeat: boolean}} event
 * @param {{in_field: boolean, choices: boolean, dialog: boolean, before: string}} context
 *   `before` is the first key of a pair already pressed, or empty
 * @returns {{action: string, before: string}} the act, or empty; and the first key of a pair to remember
 */
export function resolve(event, context) {
  const nothing = { action: '', before: '' };
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return nothing;
  if (event.key === 'Escape') return context.dialog ? nothing : { action: 'close', before: '' };
  if (context.in_field || context.dialog) return nothing;
  const keys = context.before === '' ? event.key : `${context.before} ${event.key}`;
  if (context.choices) {
    const choice = BINDINGS.find((b) => b.where === 'choices' && b.keys === keys);
    return choice ? { action: choice.action, before: '' } : nothing;
  }
  const found = BINDINGS.find((b) => b.where !== 'choices' && b.keys === keys);
  if (found) return { action: found.action, before: '' };
  const starts = context.before === '' && BINDINGS.some((b) => b.keys.startsWith(`${event.key} `));
  return starts ? { action: '', before: event.key } : nothing;
}

/**
 * @param {EventTarget|null} target
 * @returns {boolean} whether keys belong to what is being typed
 */
export function is_field(target) {
  if (!target || !('tagName' in target)) return false;
  const element = /** @type {HTMLElement} */ (target);
  if (element.isContentEditable) return true;
  if (element.tagName === 'TEXTAREA' || element.tagName === 'SELECT') return true;
  if (element.tagName !== 'INPUT') return false;
  const type = /** @type {HTMLInputElement} */ (element).type;
  return type !== 'checkbox' && type !== 'radio' && type !== 'button' && type !== 'submit';
}
