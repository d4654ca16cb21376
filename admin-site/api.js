/**
 * The only door to the server: bearer, problem+json, and the difference between "refused" and "no answer".
 *
 * @import {Problem} from './types.js'
 */

const BEARER = 'onloop.bearer';
const OUTBOX = 'onloop.outbox';
const TYPED = 'onloop.typed';
const TIMEOUT_MS = 15_000;

/** Why a call did not do what it was asked. `status` 0 means that no answer came: it may have happened. */
export class ApiError extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.detail);
    /** @type {Problem} */
    this.problem = problem;
  }

  /** Asking again is right: nobody answered, or the answer was "not now". */
  get again() {
    const { status } = this.problem;
    return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;
  }
}

/** @returns {string|null} */
export function bearer() {
  return localStorage.getItem(BEARER);
}

/** @param {string|null} value */
export function keep_bearer(value) {
  if (value === null) localStorage.removeItem(BEARER);
  else localStorage.setItem(BEARER, value);
}

/** Verdicts made while away outlive a reload. @returns {unknown} */
export function stored_outbox() {
  try {
    return JSON.parse(localStorage.getItem(OUTBOX) ?? '[]');
  } catch {
    return [];
  }
}

/** @param {unknown[]} outbox */
export function keep_outbox(outbox) {
  try {
    if (outbox.length === 0) localStorage.removeItem(OUTBOX);
    else localStorage.setItem(OUTBOX, JSON.stringify(outbox));
  } catch {
    // A full or forbidden store: the verdicts still wait in memory.
  }
}

/** @param {string} key @returns {unknown} kept for this tab alone: a reload finds it, another person's session does not */
function of_this_tab(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

/** @param {string} key @param {object} value */
function keep_in_tab(key, value) {
  try {
    if (Object.keys(value).length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden store: it is still in memory.
  }
}

/** What was typed and not yet sent. @returns {Record<string, string>} */
export function stored_typed() {
  const stored = of_this_tab(TYPED);
  return stored && typeof stored === 'object' ? Object.fromEntries(Object.entries(stored).filter(([, text]) => typeof text === 'string')) : {};
}

/** @param {Record<string, string>} typed */
export const keep_typed = (typed) => keep_in_tab(TYPED, typed);

/** @returns {string} a fresh id for one verdict */
export function verdict_id() {
  return `vrd_${crypto.randomUUID()}`;
}

/** @param {Response} response @returns {Promise<Problem>} */
async function problem_of(response) {
  /** @type {Partial<Problem>} */
  let said = {};
  try {
    said = await response.json();
  } catch {
    // A proxy's page, or nothing: the status has to do.
  }
  const title = said.title || response.statusText || `Error ${response.status}`;
  return { ...said, status: response.status, title, detail: said.detail || title };
}

/**
 * @param {'GET'|'POST'|'DELETE'} method
 * @param {string} path below /api/v1
 * @param {unknown} [body]
 * @param {number} [timeout_ms]
 * @returns {Promise<any>}
 */
export async function call(method, path, body, timeout_ms = TIMEOUT_MS) {
  /** @type {Record<string, string>} */
  const headers = { accept: 'application/json' };
  const known = bearer();
  if (known !== null) headers.authorization = `Bearer ${known}`;
  if (body !== undefined) headers['content-type'] = 'application/json';
  let response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.timeout(timeout_ms),
    });
  } catch {
    throw new ApiError({ status: 0, title: 'Offline', detail: 'The server did not answer.' });
  }
  if (!response.ok) throw new ApiError(await problem_of(response));
  try {
    const text = await response.text();
    return text === '' ? {} : JSON.parse(text);
  } catch {
    // The answer broke off: what was asked may have happened, so a verdict is sent again by its id.
    throw new ApiError({ status: 0, title: 'Offline', detail: 'The answer broke off.' });
  }
}

/** @param {string} path */
export const get = (path) => call('GET', path);
/** @param {string} path @param {unknown} [body] @param {number} [timeout_ms] */
export const post = (path, body = {}, timeout_ms) => call('POST', path, body, timeout_ms);

/** @param {Record<string, string|number|null|undefined>} query @returns {string} `?a=b`, empty values left out */
export function query(query) {
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}`;
}
