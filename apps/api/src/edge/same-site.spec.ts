import { isFromOwnPage } from './same-site.ts';

const own = new Set(['https://clinic.example']);

describe('a request that changes something', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:5173' }, true],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://clinic.example' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ origin: 'https://clinic.example' }, true],
    [{ origin: 'https://clinic.example.evil.example' }, false],
    [{ origin: 'http://clinic.example' }, false],
    [{ origin: 'null' }, false],
    [{}, true],
  ])('with %j: %s', (headers, expected) => {
    expect(isFromOwnPage('POST', headers, own)).toBe(expected);
  });
});

it('reading is left to SameSite and to answers nobody else’s script can see', () => {
  expect(isFromOwnPage('GET', { 'sec-fetch-site': 'cross-site' }, own)).toBe(true);
});
