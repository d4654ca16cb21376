import { test } from 'node:test';
import assert from 'node:assert/strict';
import { scale_end, way, wilson } from '../../../admin-site/shares.js';

test('an interval is the one that the paper has', () => {
  // Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), method 3.
  for (const [found, of, low, high] of [[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]]) {
    const got = wilson(found, of);
    assert.ok(Math.abs(got.low - low) < 0.00006 && Math.abs(got.high - high) < 0.00006, `${found} of ${of}: ${got.low} to ${got.high}`);
  }
});

test('an interval stays between nothing and all, and nothing is known of nothing', () => {
  for (const [found, of] of [[0, 1], [1, 1], [0, 500], [500, 500]]) {
    const { rate, low, high } = wilson(found, of);
    assert.ok(0 <= low && low <= rate + 1e-12 && rate <= high + 1e-12 && high <= 1, `${found} of ${of}`);
  }
  assert.equal(wilson(0, 0), null);
});

test('a scale has room for all that is drawn on it', () => {
  for (const share of [0, 0.004, 0.01, 0.051, 0.23, 0.3, 0.522, 1]) assert.ok(scale_end([0, share]) >= share);
  assert.equal(scale_end([]), 0.01);
});

test('evidence is halfway when its square would do', () => {
  assert.equal(way(1, 20), 0);
  assert.equal(way(0.2, 20), 0);
  assert.equal(way(20, 20), 1);
  assert.ok(Math.abs(way(Math.sqrt(20), 20) - 0.5) < 1e-12);
});
