import type { FakeDiscord } from '../../fakes/discord/discord.ts';
import type { On, Person } from '../../fakes/discord/people/person.ts';
import type { SeenDialog, SeenMessage } from '../../fakes/discord/people/seen.ts';

export const film = { channel: 'film' };

/** What is looked for: in the channel or in a thread of it, perhaps with this button. */
interface Wanted {
  thread?: string;
  button?: string;
}

/** Somebody in front of Discord, who looks until what they wait for is there. */
export class Eyes {
  readonly person: Person;

  constructor(
    private readonly discord: FakeDiscord,
    name: string,
  ) {
    this.person = discord.person(name);
  }

  /** The newest message with all these words, or with this button. */
  find(words: string, { thread, button }: Wanted = {}): SeenMessage | undefined {
    const seen = this.person.sees({ ...film, thread: thread ?? null });
    return seen.findLast((it) => it.text.includes(words) && (button === undefined || it.buttons.includes(button)));
  }

  async card(words: string, at: Wanted = {}): Promise<SeenMessage> {
    const what = `a message with “${words}”${at.button === undefined ? '' : ` and the button ${at.button}`}`;
    const isThere = (): boolean => this.isOpen(at.thread) && this.find(words, at) !== undefined;
    await this.discord.until(isThere, `${what} before ${this.person.name}`);
    return this.find(words, at)!;
  }

  /** A thread is opened right after the card that it hangs from. */
  private isOpen(thread: string | undefined): boolean {
    if (thread === undefined) return true;
    try {
      this.person.sees({ ...film, thread });
      return true;
    } catch {
      return false;
    }
  }

  /** What this person alone sees, newest last; what was there before some moment can be left out. */
  async told(words: string, before = 0): Promise<SeenMessage> {
    const find = () =>
      this.person
        .privately()
        .slice(before)
        .findLast(({ text }) => text.includes(words));
    await this.discord.until(() => find() !== undefined, `“${words}” for ${this.person.name} alone`);
    return find()!;
  }

  async dialog(words: string): Promise<SeenDialog> {
    const isThere = (): boolean => this.person.dialog()?.text.includes(words) ?? false;
    await this.discord.until(isThere, `a dialog with “${words}” before ${this.person.name}`);
    return this.person.dialog()!;
  }

  /** Starts a run by the command and its form, and follows its card: that heads the run's thread. */
  async startRun(pipeline: string, brief: string): Promise<SeenMessage> {
    await this.person.slash(film, 'wheel run', { pipeline });
    await this.dialog('What is it about?');
    await this.person.submit({ 'What is it about?': brief });
    return this.card(brief);
  }
}

export const on = (thread: string, { id }: SeenMessage): On => ({ ...film, thread, id });
