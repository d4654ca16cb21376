/** Addresses within the page that carry a query. */

/** @param {Record<string, string>} query @returns {string} */
export function api_query(query) {
  const kept = Object.entries(query).filter(([, value]) => value !== '');
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`;
}
