/**
 * Which screen an address means. Everything lives in the fragment, so the server serves one page.
 *
 * @import {Route} from './types.js'
 */

const NAMES = ['queue', 'agents', 'certificates', 'lists', 'conversations', 'log', 'why', 'skim', 'report', 'tune', 'effect', 'replay', 'more'];

/** @param {string} text @returns {string} */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {string} hash such as `#/agents/first-agent` @returns {Route} */
export function parse(hash) {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [name = '', ...rest] = path.split('/');
  const query = Object.fromEntries(new URLSearchParams(search));
  if (!NAMES.includes(name)) return { name: 'queue', id: '', query: {} };
  return { name, id: decoded(rest.join('/')), query };
}

/** @param {string} hash @returns {string|null} the sign-in token in a `#token=…` link */
export function token(hash) {
  return hash.startsWith('#token=') ? decoded(hash.slice('#token='.length)) : null;
}

/** @param {string} name @param {string} [id] @returns {string} */
export function to(name, id) {
  return `#/${name}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
}
