import type { FakeDiscord } from '../../fakes/discord/discord.ts';
import type { On, Person } from '../../fakes/discord/people/person.ts';
import type { SeenDialog, SeenMessage } from '../../fakes/discord/people/seen.ts';
import { Eyes, film, type Wanted } from '../town/eyes.ts';

export const on = (thread: string, { id }: SeenMessage): On => ({ ...film, thread, id });

export class DiscordEyes extends Eyes<SeenMessage, SeenDialog, Person> {
  constructor(discord: FakeDiscord, name: string) {
    super(discord, discord.person(name));
  }

  protected typeRun(pipeline: string): Promise<unknown> {
    return this.person.slash(film, 'wheel run', { pipeline });
  }

  /** A thread is opened right after the card that it hangs from. */
  override find(words: string, at: Wanted = {}): SeenMessage | undefined {
    try {
      return super.find(words, at);
    } catch {
      return undefined;
    }
  }
}
