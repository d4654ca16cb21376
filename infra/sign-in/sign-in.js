/**
 * Signs an operator in with Cognito (authorization code with PKCE, RFC 7636) and leaves the token where the
 * page looks for its bearer. `sign-in.json` beside this names the user pool's domain and the client.
 */

const VERIFIER = 'onloop.verifier';
const here = `${location.origin}/sign-in.html`;

/** @param {ArrayBuffer|Uint8Array} bytes @returns {string} base64url without padding */
const base64url = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** @param {string} words */
function say(words) {
  const place = document.getElementById('words');
  if (place) place.textContent = words;
}

/** @param {{domain: string, client: string}} pool */
async function ask(pool) {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const state = base64url(crypto.getRandomValues(new Uint8Array(16)));
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  sessionStorage.setItem(VERIFIER, JSON.stringify({ verifier, state }));
  const query = new URLSearchParams({
    response_type: 'code', client_id: pool.client, redirect_uri: here, scope: 'openid email', state,
    code_challenge: base64url(hash), code_challenge_method: 'S256',
  });
  location.assign(`${pool.domain}/oauth2/authorize?${query}`);
}

/** @param {{domain: string, client: string}} pool @param {URLSearchParams} back */
async function exchange(pool, back) {
  const kept = JSON.parse(sessionStorage.getItem(VERIFIER) ?? 'null');
  sessionStorage.removeItem(VERIFIER);
  history.replaceState(null, '', location.pathname);
  if (kept === null || kept.state !== back.get('state')) throw new Error('This answer belongs to no sign-in of this tab.');
  const body = new URLSearchParams({
    grant_type: 'authorization_code', client_id: pool.client, redirect_uri: here, code: back.get('code') ?? '', code_verifier: kept.verifier,
  });
  const answer = await fetch(`${pool.domain}/oauth2/token`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`The sign-in was refused (${answer.status}).`);
  const { id_token } = await answer.json();
  localStorage.setItem('onloop.bearer', id_token);
  location.replace('/');
}

try {
  const pool = await (await fetch('sign-in.json', { cache: 'no-store' })).json();
  const back = new URLSearchParams(location.search);
  if (back.has('error')) say(`The sign-in was refused: ${back.get('error_description') ?? back.get('error')}`);
  else if (back.has('code')) await exchange(pool, back);
  else await ask(pool);
} catch (error) {
  say(error instanceof Error ? error.message : 'The sign-in failed.');
}
