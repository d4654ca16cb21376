/** Addresses within the page that carry a query. */

/** @param {Record<string, string>} query @returns {string} */
export function api_query(query) {
  const kept = Object.entries(query).filter(([, value]) => value !== '');
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`;
}

/** Why somebody was written to. @param {string} q an address, a domain, a letter or a conversation @returns {string} */
export function why_link(q) {
  return `#/why${api_query({ q })}`;
}
