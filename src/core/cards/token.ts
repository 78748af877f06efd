import { digestText } from '../digest.ts';
import { choiceIds, type Choice } from '../ask/ask.ts';

/**
 * The longest token of a button or a form: Discord's limit. A token is only a request, and authorises nothing: whoever sends it is checked
 * like anybody else. Revision and epoch tell for which state it was drawn.
 */
export const tokenLimit = 100;

export const pressVerbs = ['pause', 'resume', 'cancel', 'rollback', 'message', 'focus', 'review', 'again'] as const;
export type PressVerb = (typeof pressVerbs)[number];

export type PressToken =
  | { press: 'answer'; askId: string; revision: number; choice: Choice['id'] }
  | { press: 'command'; runId: string; epoch: number; verb: PressVerb }
  /** Ends a grant. It needs no epoch, since a grant never changes in any other way. */
  | { press: 'revoke'; runId: string; grantId: string }
  /** A page of *Show everything*. */
  | { press: 'page'; askId: string; revision: number; page: number }
  | { press: 'edit'; askId: string; revision: number; item: number }
  /** Makes a message that still waits the answer of its author. The kind of the Ask tells which choice that is. */
  | { press: 'with'; askId: string; revision: number; messageId: string };

export type FormToken =
  /**
   * `actionId`: each opened form starts at most one run, however often it is submitted. `described`: a digest of what the form said
   * about the run. Forms from before there was such a digest have none.
   */
  | { form: 'run'; actionId: string; described?: string; projectId: string; pipelineId: string }
  | { form: 'pipeline'; projectId: string }
  | { form: 'answer'; askId: string; revision: number; choice: Choice['id'] }
  | { form: 'message'; runId: string }
  | { form: 'edit'; runId: string; artifact: string; base: number | null }
  | { form: 'resume'; runId: string; epoch: number }
  | { form: 'rollback'; runId: string; epoch: number }
  | { form: 'mode'; runId: string }
  /** For a message shortcut in a place that belongs to no run. `mark`: of the words that the message had. */
  | { form: 'relay'; channel: string; message: string; mark: string };

/** Binds a token that was shown to one person privately to that person. No secret, for a token gives no right: docs/decisions/0015. */
const markOf = (personId: string): string => digestText(personId).slice(0, 8);

export function encodePress(token: PressToken): string {
  switch (token.press) {
    case 'answer':
      return `a.${token.askId}.${token.revision}.${token.choice}`;
    case 'command':
      return `c.${token.runId}.${token.epoch}.${token.verb}`;
    case 'revoke':
      return `g.${token.runId}.0.${token.grantId}`;
    case 'page':
      return `v.${token.askId}.${token.revision}.${token.page}`;
    case 'edit':
      return `e.${token.askId}.${token.revision}.${token.item}`;
    case 'with':
      return `w.${token.askId}.${token.revision}.${token.messageId}`;
  }
}

/** The token for a button on a card that only one person sees. Such a card has no posting, so the token says whose it is. */
export const forOnly = (personId: string, token: string): string => `p.${markOf(personId)}.${token}`;

export const isFor = (mark: string, personId: string): boolean => mark === markOf(personId);

/** `mark` is set on a token from a private card. */
export function parsePress(text: string): { token: PressToken; mark: string | null } | null {
  if (text.length > tokenLimit) return null;
  const [first, mark = '', ...rest] = text.split('.');
  if (first !== 'p') return wrap(parseParts(text.split('.')), null);
  return wrap(parseParts(rest), mark);
}

const wrap = (token: PressToken | null, mark: string | null) => (token ? { token, mark } : null);

/** The ids as we make them. */
const messageShape = /^msg_[0-9a-f]{20}$/;
const grantShape = /^grant_[0-9a-f]{20}$/;

function parseParts([kind, id, counter, what, ...more]: string[]): PressToken | null {
  const n = wholeNumber(counter);
  if (!kind || !id || n === null || !what || more.length > 0) return null;
  return parseName(kind, id, n, what) ?? parseIndex(kind, id, n, what) ?? parseId(kind, id, n, what);
}

function parseName(kind: string, id: string, n: number, what: string): PressToken | null {
  const choice = choiceIds.find((it) => it === what);
  const verb = pressVerbs.find((it) => it === what);
  if (kind === 'a' && choice) return { press: 'answer', askId: id, revision: n, choice };
  return kind === 'c' && verb ? { press: 'command', runId: id, epoch: n, verb } : null;
}

function parseIndex(kind: string, id: string, n: number, what: string): PressToken | null {
  const index = wholeNumber(what);
  if (kind === 'v' && index !== null) return { press: 'page', askId: id, revision: n, page: index };
  return kind === 'e' && index !== null ? { press: 'edit', askId: id, revision: n, item: index } : null;
}

function parseId(kind: string, id: string, n: number, what: string): PressToken | null {
  if (kind === 'g' && n === 0 && grantShape.test(what)) return { press: 'revoke', runId: id, grantId: what };
  return kind === 'w' && messageShape.test(what) ? { press: 'with', askId: id, revision: n, messageId: what } : null;
}

export function encodeForm(token: FormToken): string {
  switch (token.form) {
    case 'run':
      return `${runHead(token)}.${token.projectId}.${token.pipelineId}`;
    case 'pipeline':
      return `f.pipeline.${token.projectId}`;
    case 'answer':
      return `f.answer.${token.askId}.${token.revision}.${token.choice}`;
    case 'message':
      return `f.message.${token.runId}`;
    case 'edit':
      return `f.edit.${token.runId}.${token.artifact}.${token.base ?? 'new'}`;
    case 'resume':
    case 'rollback':
      return `f.${token.form}.${token.runId}.${token.epoch}`;
    case 'mode':
      return `f.mode.${token.runId}`;
    case 'relay':
      return `f.relay.${undotted(token.channel)}.${undotted(token.message)}.${token.mark}`;
  }
}

/** With ids of 40 characters for project and pipeline, only 18 characters are left for the rest: hence the short form `r`. */
const runHead = ({ actionId, described }: Extract<FormToken, { form: 'run' }>): string =>
  described === undefined ? `f.run.${actionId}` : `f.r.${actionId}${described}`;

/** Slack's message ids contain a dot, which separates the parts of our tokens. No platform's ids contain a tilde. */
const undotted = (id: string): string => id.replaceAll('.', '~');
const dotted = (id: string): string => id.replaceAll('~', '.');

export function parseForm(text: string): FormToken | null {
  if (text.length > tokenLimit) return null;
  const [f, form, a, b, c, ...more] = text.split('.');
  if (f !== 'f' || !a || more.length > 0) return null;
  const parts = [a, b, c].filter((part) => part !== undefined && part !== '');
  if (parts.length !== text.split('.').length - 2) return null;
  return parseOne(form, a, b) ?? parseRun(form, a, b, c) ?? parseThree(form, a, b, c) ?? parseRelay(form, a, b, c);
}

function parseOne(form: string | undefined, id: string, b: string | undefined): FormToken | null {
  const epoch = wholeNumber(b);
  if (form === 'pipeline' && b === undefined) return { form, projectId: id };
  if ((form === 'message' || form === 'mode') && b === undefined) return { form, runId: id };
  if ((form === 'resume' || form === 'rollback') && epoch !== null) return { form, runId: id, epoch };
  return null;
}

/** Only ids as we make them are accepted: with any other, the sender could name something that is not theirs to name. */
const actionShape = /^[A-Za-z0-9_-]{12}$/;
const describedShape = /^([A-Za-z0-9_-]{8})([A-Za-z0-9_-]{6})$/;

function parseRun(form: string | undefined, head: string, projectId = '', pipelineId = ''): FormToken | null {
  if (projectId === '' || pipelineId === '') return null;
  if (form === 'run' && actionShape.test(head)) return { form, actionId: head, projectId, pipelineId };
  const [, actionId, described] = (form === 'r' && describedShape.exec(head)) || [];
  return actionId && described ? { form: 'run', actionId, described, projectId, pipelineId } : null;
}

function parseThree(form: string | undefined, a: string, b = '', c = ''): FormToken | null {
  const choice = choiceIds.find((it) => it === c);
  const revision = wholeNumber(b);
  const base = c === 'new' ? null : wholeNumber(c);
  if (form === 'answer' && revision !== null && choice) return { form, askId: a, revision, choice };
  if (form === 'edit' && b && (base !== null || c === 'new')) return { form, runId: a, artifact: b, base };
  return null;
}

function parseRelay(form: string | undefined, channel: string, message = '', mark = ''): FormToken | null {
  if (form !== 'relay' || message === '' || !/^[0-9a-f]{8}$/.test(mark)) return null;
  return { form, channel: dotted(channel), message: dotted(message), mark };
}

const wholeNumber = (text: string | undefined): number | null =>
  text !== undefined && /^(0|[1-9][0-9]{0,8})$/.test(text) ? Number(text) : null;
