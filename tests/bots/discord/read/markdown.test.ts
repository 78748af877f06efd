import { describe, expect, it } from 'vitest';
import { addresseeOf, rolesIn, shownIn, typedIn, type Named } from '../../../../src/bots/discord/read/markdown.ts';

const named: Named = { botUser: '1', ownRole: '2', names: new Map([['5', 'Ada Lovelace']]) };
const typed = (content: string): string => typedIn(content, named);

describe('what somebody typed in Discord', () => {
  it.each([
    ['<@1> pause', '@wheelhouse pause'],
    ['<@!1> pause', '@wheelhouse pause'],
    ['<@&2> pause', '@wheelhouse pause'],
    ['ask <@5>, not <@6>', 'ask @5, not @6'],
    ['<@&7> write shorter', '@7 write shorter'],
    ['see <#8>', 'see #8'],
    ['type </wheel run:99>', 'type /wheel run'],
    ['fine <:ship:12> <a:wave:13>', 'fine :ship: :wave:'],
    ['until <t:1800000000:R>', 'until 2027-01-15 08:00 UTC'],
    ['until <t:1800000000>', 'until 2027-01-15 08:00 UTC'],
    ['<https://example.org/a?b=1>', 'https://example.org/a?b=1'],
    ['a < b and c > d, x<y>z', 'a < b and c > d, x<y>z'],
    ['**bold** `code` \\*', '**bold** `code` \\*'],
    ['<t:never>', '<t:never>'],
    ['@everyone', '@everyone'],
  ])('%j is %j', (content, words) => expect(typed(content)).toBe(words));

  it('is shown with people by their names', () => {
    expect(shownIn('ask <@5>, not <@6>', named)).toBe('ask @“Ada Lovelace”, not @6');
  });

  it('names each group that it mentions once, and never our own', () => {
    expect(rolesIn('<@&7> and <@&2>, <@&8>, <@&7>', named)).toEqual(['7', '8']);
  });

  it.each([
    ['<@1> stop', 'us'],
    [' <@&2> stop', 'us'],
    ['<@!5> stop', 'somebody'],
    ['<@&7> stop', 'nobody'],
    ['stop, <@5>', 'nobody'],
  ])('%j is said to %s (P19)', (content, whom) => expect(addresseeOf(content, named)).toBe(whom));
});
