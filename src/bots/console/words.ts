import type { StepState } from '../../core/cards/card.ts';

/** Every fixed word of the console's pages. What cards say comes from the core. */
export const words = {
  product: 'Wheelhouse',
  channels: 'Channels',
  skip: 'Skip to the messages',
  channelTitle: (channel: string): string => `#${channel}`,
  pageTitle: (channel: string): string => `#${channel} · Wheelhouse`,
  messagesOf: (channel: string): string => `Messages in #${channel}`,
  thread: 'Thread',
  threadMessages: 'Messages in this thread',
  backTo: (channel: string): string => `Back to #${channel}`,
  closeThread: 'Close thread',
  openThread: (replies: number): string =>
    replies === 0 ? 'Open thread' : replies === 1 ? '1 reply' : `${replies} replies`,
  earlier: 'Show earlier messages',
  signOut: 'Sign out',
  signedInAs: (name: string): string => `Signed in as ${name}`,

  startRun: 'Start a run',
  emptyTitle: 'No runs yet',
  emptyText: 'Type /wheel run, or press Start a run.',
  emptyThread: 'Nothing has been said here yet. What you write goes to the run.',
  noChannels: 'No channel here is open to you',
  noChannelsText: 'Ask whoever looks after the project to add you to its people.',

  writeTo: (channel: string): string => `Write to #${channel}`,
  writeInThread: 'Write in this thread',
  send: 'Send',
  composerHint: 'Type / for commands, @ for roles. Enter sends, Shift+Enter starts a new line.',
  completions: 'Suggestions',

  onlyYou: 'Only you can see this',
  asItWas: 'This is how it was when you looked. It could not be read anew, so it has no buttons here.',
  notDone: 'Not done.',
  dismiss: 'Dismiss',
  inThread: 'In a thread',
  shortened: 'Shortened here.',
  showAll: (lines: number): string => (lines === 1 ? 'Show all' : `Show all ${lines} lines`),
  showLess: 'Show less',
  cards: 'Cards',
  step: { done: 'done', now: 'now', waiting: 'waiting', failed: 'failed', 'to come': 'to come' } satisfies Record<
    StepState,
    string
  >,
  progress: 'Stages',
  actions: (title: string): string => `Actions for ${title}`,
  formOf: 'Write first',
  required: 'required',
  keepAsIs: 'Close',
  closeChangesNothing: 'Closing changes nothing.',
  problems: 'Please look at this again',

  working: 'Working …',
  done: 'Done.',
  connected: 'Live',
  reconnecting: 'Connection lost. Reconnecting …',
  crowded: 'This page has stopped following: too many others are open. It goes on when you come back to it.',
  tryAgain: 'Try again',
  unreachable:
    'Wheelhouse could not be reached, so this was not confirmed. Try again: it counts only once, however often you send it.',
  browserUnreachable: 'The server did not answer. Try again: it counts only once, however often you send it.',
  gone: 'This message has been deleted. Nothing was done.',
  noSuchChannel: 'There is no such channel, or it is not open to you. Nothing was done.',
  noSuchThread: 'There is no such thread in this channel. Nothing was done.',
  emptyMessage: 'There was nothing to send.',
  longMessage: (length: number, limit: number): string =>
    `This has ${length.toLocaleString('en')} characters; a message has at most ${limit.toLocaleString('en')}. Nothing was sent. Shorten it, or send it in parts.`,
  badRequest: 'This could not be read. Nothing was done. Reload the page and try again.',
  tooBig: 'That is too long to send. Nothing was done. Shorten it and try again.',
  foreign: 'This came from another page, so nothing was done. Use the page of Wheelhouse itself.',
  strangeHost: (host: string): string =>
    `Wheelhouse does not answer under the name ${host}. Open it under localhost, or set PUBLIC_URL to the address that people use.`,

  signInTitle: 'Sign in with your link',
  signInText:
    'Wheelhouse prints a sign-in link in the terminal where it was started. Open that link once in this browser.',
  signInAgain: 'Lost it, or used it already? Start Wheelhouse again and it prints a fresh one:',
  signInCommand: 'npm start',
  linkUsedTitle: 'This link no longer works',
  linkUsedText: 'A sign-in link works once and for a short time only. Nothing is wrong: get a fresh one.',
  signedInTitle: 'You are signed in',
  goOn: 'Go on to Wheelhouse',
  notFoundTitle: 'There is no such page',
  notFoundText: 'It may have been deleted, or it is not open to you.',
  failedTitle: 'Something went wrong',
  home: 'Go to the channels',
};
