import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeForm,
  encodePress,
  forOnly,
  isFor,
  parseForm,
  parsePress,
  pressVerbs,
  tokenLimit,
  type FormToken,
  type PressToken,
} from '../../../src/core/cards/token.ts';

const id = fc.stringMatching(/^[a-z]{3}_[0-9a-f]{20}$/);
const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,39}$/);
const number = fc.integer({ min: 0, max: 999_999 });
const choice = fc.constantFrom('approve', 'reject', 'try_again', 'happened', 'defer' as const);

const pressToken = fc.oneof(
  fc.record({ press: fc.constant('answer' as const), askId: id, revision: number, choice }),
  fc.record({
    press: fc.constant('command' as const),
    runId: id,
    epoch: number,
    verb: fc.constantFrom(...pressVerbs),
  }),
  fc.record({ press: fc.constant('page' as const), askId: id, revision: number, page: number }),
  fc.record({ press: fc.constant('edit' as const), askId: id, revision: number, item: number }),
  fc.record({
    press: fc.constant('revoke' as const),
    runId: id,
    grantId: fc.stringMatching(/^grant_[0-9a-f]{20}$/),
  }),
  fc.record({
    press: fc.constant('with' as const),
    askId: id,
    revision: number,
    messageId: fc.stringMatching(/^msg_[0-9a-f]{20}$/),
  }),
) as fc.Arbitrary<PressToken>;

const formToken = fc.oneof(
  fc.record({
    form: fc.constant('run' as const),
    actionId: fc.stringMatching(/^[\w-]{12}$/),
    projectId: name,
    pipelineId: name,
  }),
  fc.record({
    form: fc.constant('run' as const),
    actionId: fc.stringMatching(/^[\w-]{8}$/),
    described: fc.stringMatching(/^[\w-]{6}$/),
    projectId: name,
    pipelineId: name,
  }),
  fc.record({ form: fc.constant('pipeline' as const), projectId: name }),
  fc.record({ form: fc.constant('answer' as const), askId: id, revision: number, choice }),
  fc.record({
    form: fc.constant('relay' as const),
    channel: fc.stringMatching(/^[CDG][A-Z0-9]{8,18}$/),
    message: fc.stringMatching(/^[0-9]{10}\.[0-9]{6}$|^[0-9]{17,20}$/),
    mark: fc.stringMatching(/^[0-9a-f]{8}$/),
  }),
  fc.record({ form: fc.constantFrom('message' as const, 'mode' as const), runId: id }),
  fc.record({ form: fc.constantFrom('resume' as const, 'rollback' as const), runId: id, epoch: number }),
  fc.record({ form: fc.constant('edit' as const), runId: id, artifact: name, base: fc.option(number) }),
) as fc.Arbitrary<FormToken>;

describe('a token', () => {
  it('comes back as it went out, within 100 characters', () => {
    fc.assert(
      fc.property(pressToken, (token) => {
        const text = encodePress(token);
        expect(text.length).toBeLessThanOrEqual(tokenLimit);
        expect(parsePress(text)).toEqual({ token, mark: null });
      }),
    );
    fc.assert(
      fc.property(formToken, (token) => {
        const text = encodeForm(token);
        expect(text.length).toBeLessThanOrEqual(tokenLimit);
        expect(parseForm(text)).toEqual(token);
      }),
    );
  });

  it('of a private card belongs to one person', () => {
    fc.assert(
      fc.property(pressToken, (token) => {
        const text = forOnly('mara', encodePress(token));
        const parsed = parsePress(text);
        expect(text.length).toBeLessThanOrEqual(tokenLimit);
        expect(parsed?.token).toEqual(token);
        expect(isFor(parsed?.mark ?? '', 'mara')).toBe(true);
        expect(isFor(parsed?.mark ?? '', 'ines')).toBe(false);
      }),
    );
  });

  it.each([
    '',
    'a',
    'a.k_1.1',
    'a.k_1.x.approve',
    'a.k_1.01.approve',
    'a.k_1.1.approve.more',
    'a.k_1.1.destroy',
    'a..1.approve',
    'c.run_1.-1.pause',
    'c.run_1.1.approve',
    'p.x',
    'p..p.a.k_1.1.approve',
    'z.k_1.1.approve',
    `a.${'k'.repeat(100)}.1.approve`,
  ])('that makes no sense is refused: %s', (text) => {
    expect(parsePress(text)).toBeNull();
    expect(parsePress('a.k_1.1.approve')).not.toBeNull();
  });

  it.each([
    'f',
    'f.run',
    'f.run.a.b',
    'f.run.api/key_1/nightly-1.film.notes',
    'f.run.abcdefghijk.film.notes',
    'f.run.abcdefghijklm.film.notes',
    'f.message.r.1',
    'f.resume.r.x',
    'f.answer.k.1.fly',
    'f.edit.r.n.01',
    'a.k.1.approve',
    'f.mode.r.',
  ])('of a form that makes no sense is refused: %s', (text) => {
    expect(parseForm(text)).toBeNull();
    expect(parseForm('f.message.run_1')).not.toBeNull();
    expect(parseForm('f.run.abcdefghijkl.film.notes')).not.toBeNull();
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parsePress(text);
        parseForm(text);
      }),
    );
  });
});
