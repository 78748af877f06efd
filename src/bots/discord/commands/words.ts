import type { Verb } from '../../../core/cards/words/help.ts';
import type { SteerPolicy } from '../../../core/steering/message.ts';
import type { OptionName } from './options.ts';

/** What Discord shows while somebody types a command, or opens the menu of a message. */
export const commandWords = {
  wheel: 'Start, watch and steer runs',
  verbs: {
    run: 'Start a run: a form asks what it should do',
    status: 'Show the active runs, with their buttons',
    inbox: 'Show what waits for an answer',
    pause: 'Pause a run at its next step; you can resume it later',
    resume: 'Resume a paused run: a form asks for notes first',
    cancel: 'End a run for good: asks once more',
    rollback: 'Take a run back to a checkpoint: a form shows what is lost first',
    say: 'Tell a run something: it is read at the next step',
    mode: 'Change how often a run asks for approval: a form opens',
    edit: 'Edit a text that a run has made: a form opens',
    grants: 'Show what agents may do without asking, each with a button that ends it',
    link: 'Make this account yours in Wheelhouse, with a code from the console',
    help: 'Show what the commands do',
  } satisfies Record<Verb, string>,
  options: {
    pipeline: 'What kind of run; without it, you are asked where there are several',
    run: 'Which run; without it, the run of this thread, or the only active one',
    checkpoint: 'Which checkpoint; the form starts with the last one',
    artifact: 'Which text; without it, the only one or a list of them',
    to: 'The role that these words are for; all roles read them',
    words: 'What the run should know, in your own words',
    pause: "True pauses the run with these words, False steers it; without it, the project's default",
    mode: 'How often it asks; the form shows what each of them means',
    code: 'The code, from “Your accounts” in the console',
  } satisfies Record<OptionName, string>,
  /** In the menu of a message, below “Apps”. */
  onMessages: { steer: 'Steer this run', pause: 'Send and pause' } satisfies Record<SteerPolicy, string>,
  /** In the log. */
  registered: 'The commands were registered with Discord.',
  unregistered:
    'The commands could not be registered with Discord. Those that were registered before still work. It is tried again; `wheelhouse doctor` says what may be wrong.',
  /** In the console. */
  refused: (guild: string | null) => ({
    what: `Discord refused the commands ${guild === null ? 'of the application' : `for the server ${guild}`}: /wheel and the commands on messages are missing there, or out of date.`,
    remedy:
      guild === null
        ? 'See what `wheelhouse doctor` says. It is tried again every five minutes.'
        : 'Bring the bot into that server with the link that `wheelhouse invite` prints, or set DISCORD_GUILD to one that it is in, and restart. It is tried again every five minutes.',
  }),
  noChoices: 'The choices for an option of a Discord command could not be read, so none were offered.',
};
