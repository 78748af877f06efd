import { describe, expect, it } from 'vitest';
import { createRedact } from '../../src/telemetry/redact.ts';
import { pem, shaped } from './canaries.ts';

const byShape = createRedact([]);

describe('redaction', () => {
  it.each(Object.entries(shaped))('hides %s, in a text and in a line of JSON', (_, [text, secret]) => {
    expect(text).toContain(secret.slice(0, 16));
    expect(byShape(`before ${text} after`)).not.toContain(secret.slice(0, 16));
    const line = byShape(JSON.stringify({ msg: `before ${text}`, nested: { err: { message: text } }, run: 'r1' }));
    expect(line).not.toContain(secret.slice(0, 16));
    expect(JSON.parse(line)).toMatchObject({ run: 'r1' });
  });

  it.each([
    ['a run and its ids', '{"run":"run_V1StGXR8_Z5jdHi6B-myT","attempt":"att_3","project":"notes","msg":"Decided."}'],
    ['a web address with a port', 'http://db.example.com:8443/path?show=20'],
    ['a digest', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['a stack', '    at change (/opt/wheelhouse/db/run/change.ts:12:34)'],
    ['words', 'The bearer of this letter may eat a cookie: it was baked for basic needs.'],
  ])('leaves %s alone', (_, text) => {
    expect(byShape(text)).toBe(text);
  });

  it('hides the values that it was given, as they are, quoted in JSON and encoded for a URL', () => {
    const secret = 'p@ss "w\\rd/ü';
    const redact = createRedact([secret, 'p@ss', pem]);
    for (const said of [secret, JSON.stringify({ deep: JSON.stringify({ secret }) }), encodeURIComponent(secret)]) {
      expect(redact(said)).not.toMatch(/w(\\|%5C)+rd/);
    }
    expect(redact(JSON.stringify({ key: pem }))).toBe('{"key":"[redacted]"}');
  });

  it('takes no longer for a hostile line than for another of its length', () => {
    const hostile = [
      '\\',
      '\\"',
      '"cookie":"',
      '://a:',
      'eyJaaaaaa.',
      '-----BEGIN A-----',
      'cookie: ',
      'xoxb-',
      'password=',
    ];
    for (const piece of hostile) {
      const line = piece.repeat(Math.ceil(200_000 / piece.length));
      const before = process.cpuUsage();
      byShape(line);
      // Microseconds of a processor. Quadratic patterns took 17 s for this.
      expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
    }
  });
});
