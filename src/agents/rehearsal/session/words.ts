import { excerpt, sentence } from '../../text.ts';
import { wrote } from '../person.ts';
import { capitalise, counted, inSeries } from '../words.ts';

const label = 'Rehearsal, no AI model:';

/** Put before everything that the rehearsal says, so that it stays with the words wherever they are copied to. */
export const labelled = (text: string): string => `${label} ${text}`;

export const withoutLabel = (text: string): string => text.replace(label, '').trim();

const code = (text: string): string => `\`${text}\``;

export const moves = {
  look: 'I look at what is there.',
  readFirst: (path: string) => `I read ${code(path)} before anything else.`,
  firstTest: 'I run the tests, to see what fails before I change anything.',
  testAgain: 'I run the tests again.',
  failing: (test: string) => `“${test}” fails.`,
  askedFor: 'You asked for a test.',
  reads: (why: string, path: string) => `${why} I read ${code(path)}.`,
  changes: (path: string, because: string) => `I change ${code(path)}: ${sentence(because)}`,
  asks: (test: string) => `“${test}” fails, and I can't know what is meant. I ask.`,
  explains: 'This is what I would change; I wait for a yes.',
  showChanges: 'I look at what I have changed.',
  finish: 'The tests pass. I would commit that; each command line of mine is approved by a person first.',
};

export const whoBegan = 'Whoever started this run';

export const explaining = {
  question: 'Shall I?',
  yes: 'Go on',
  no: 'Change nothing more',
  plan: (plans: readonly string[]) =>
    `I would change this next:\n\n${plans.map((it) => `- ${sentence(it)}`).join('\n')}\n\n${explaining.question}`,
};

/** A person's words, repeated in the answer to them. */
export const quoted = (name: string, text: string): string =>
  `${capitalise(wrote(name))}: “${excerpt(text, 200).replace(/[.]$/, '')}”.`;

export const heard = {
  leave: (what: string) => `I leave ${code(what)} alone.`,
  leftTooLate: (paths: readonly string[]) =>
    `I had changed ${inSeries(paths.map(code))} before you said so; I leave it as it is now, and touch it no more.`,
  may: (what: string) => `I may change ${code(what)}, then.`,
  test: (says: string) => `I take it up: ${sentence(says)}`,
  noTest: (about: string, known: readonly string[]) =>
    `The script of this rehearsal has no test about “${excerpt(about, 80)}”${known.length > 0 ? `; it knows some about: ${known.join(', ')}` : ''}. A model would write one.`,
  hasTest: (says: string) => `That is there already: ${sentence(says)}`,
  explain: 'I explain before I change anything more.',
  goOn: 'I go on.',
  unknown: 'That is not in the script of this rehearsal, so I can repeat it, and no more. A model would take it up.',
};

export const reports = {
  made: ({ says, because, changes }: { says: string; because?: string; changes: readonly { file: string }[] }) =>
    `${says} (${inSeries([...new Set(changes.map((it) => code(it.file)))])})${because === undefined ? '' : `: ${because}`}.`,
  nothing: 'Nothing was changed.',
  answer: (result: string) => sentence(result.replace(/^Answered by (.{1,80}?): /, '$1: ')),
  ran: (line: string, result: string) => `${code(line)} – ${result}`,
  counts: (passed: number, failed: number, failing: readonly string[]) =>
    failed === 0
      ? `${passed === 1 ? 'The one test passes' : `All ${passed} tests pass`}.`
      : `${counted(passed, 'test')} ${passed === 1 ? 'passes' : 'pass'}, ${failed} ${failed === 1 ? 'fails' : 'fail'}: ${inSeries(failing.map((it) => `“${it}”`))}.`,
  unreadable: (end: string) =>
    `The tests were run; how many passed, I can't read from what they printed. It ends: “${end}”`,
  noTests: 'No tests were run: this stage declares no command that is called `test`.',
  stale: 'Files were changed after that.',
  unknown: (test: string) =>
    `“${test}”: the script of this rehearsal knows nothing about it. Nothing was changed for it.`,
  notAllowed: (test: string) => `“${test}”: I had no leave, or no answer, for what I know to do about it.`,
  notDone: (test: string) => `“${test}”: what I know to do about it was not done.`,
  noHelp: (test: string) => `“${test}” fails although I changed what I knew to change.`,
  footer: '_Rehearsal: played by rule, from a script and from what the tools answered. No AI model was called._',
};
