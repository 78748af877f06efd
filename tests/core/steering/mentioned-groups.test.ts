import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../src/core/intent.ts';
import { roleSchema } from '../../../src/core/project/definition.ts';
import { namingRoles } from '../../../src/core/steering/mentioned-groups.ts';

const role = (handle: string, discord?: string) =>
  roleSchema.parse({
    ...{ handle, name: handle, emoji: '🎞️', domain: ['films'], instructions: 'Judge.' },
    ...(discord && { mentioned_as: { discord } }),
  });
const roles = [role('film_critic', '11/22'), role('writer', '11/222'), role('editor')];
const words = (text: string, ...mentionedGroups: string[]): Intent => ({
  ...{ kind: 'words', text, mentionsUs: false, mentionedGroups },
});
const read = (text: string, ...groups: string[]) => namingRoles(words(text, ...groups), roles, 'discord');

describe('a group of the platform that is mentioned', () => {
  it.each([
    ['@22 too dark?', ['11/22'], '@film_critic too dark?'],
    ['Ask @22, and @222.', ['11/22', '11/222'], 'Ask @film_critic, and @writer.'],
    ['@22please', ['11/22'], '@film_critic please'],
    ['@22 @22', ['11/22'], '@film_critic @film_critic'],
    // Only what was a mention, of this server.
    ['@22 as I typed it', [], '@22 as I typed it'],
    ['@22 elsewhere', ['99/22'], '@22 elsewhere'],
    ['@2222 and me@22.example', ['11/22'], '@2222 and me@22.example'],
  ])('is its role’s handle: %j', (text, groups, said) => {
    expect(read(text, ...groups)).toMatchObject({ text: said });
  });

  it('P19: is of people where it stands for no role, and words that begin with it are theirs', () => {
    expect(read('  @77 look', '11/77')).toMatchObject({ text: '  @77 look', addressed: 'somebody' });
    expect(read('Look, @77', '11/77')).not.toHaveProperty('addressed');
    expect(read('@22 and @77', '11/22', '11/77')).not.toHaveProperty('addressed');
    expect(namingRoles(words('@22 look', '11/22'), roles, 'slack')).toMatchObject({ addressed: 'somebody' });
  });

  it('is named in whatever was said, and the ids go no further', () => {
    const mentionedGroups = ['11/22'];
    const said: Intent[] = [
      { kind: 'edited', text: '@22', message: '5', mentionedGroups },
      { kind: 'relay', text: '@22', message: '5', author: null, policy: 'steer', mentionedGroups },
      { kind: 'command', verb: 'say', rest: '@22', mentionedGroups },
      words('@22', ...mentionedGroups),
    ];
    for (const intent of said) {
      const named = namingRoles(intent, roles, 'discord');
      expect('rest' in named ? named.rest : 'text' in named && named.text).toBe('@film_critic');
      expect(named).not.toHaveProperty('mentionedGroups');
    }
    const press: Intent = { kind: 'press', token: 't', on: null, confirmed: false };
    expect(namingRoles(press, roles, 'discord')).toBe(press);
  });
});
