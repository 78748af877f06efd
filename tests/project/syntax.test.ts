import { describe, expect, it } from 'vitest';
import { textOf, told, type Case } from './table.ts';

const cases: Case[] = [
  {
    name: 'an empty file',
    text: '',
    faults: [
      '1:1 the project | the file is empty. Start with "project: my-project", or copy examples/release-notes/project.yaml.',
    ],
  },
  {
    name: 'a file of comments',
    text: '# nothing yet\n',
    faults: [
      '1:1 the project | the file is empty. Start with "project: my-project", or copy examples/release-notes/project.yaml.',
    ],
  },
  {
    name: 'a list where the keys should be',
    text: '- project: small\n',
    faults: [
      '1:1 the project | found a list where the keys of a project should be. Start with "project: my-project", or copy examples/release-notes/project.yaml.',
    ],
  },
  {
    name: 'a single word',
    text: 'project\n',
    faults: [
      '1:1 the project | found "project" where the keys of a project should be. Start with "project: my-project", or copy examples/release-notes/project.yaml.',
    ],
  },
  {
    name: 'a tab',
    from: 'name: Small\n',
    to: 'name: Small\nabout:\n\t- x\n',
    faults: ['4:1 the YAML itself | Tabs are not allowed as indentation. Use spaces instead of the tab.'],
  },
  {
    name: 'a colon in an unquoted text',
    from: 'name: Small',
    to: 'name: Small: the project',
    faults: [
      '2:7 the YAML itself | Nested mappings are not allowed in compact mappings. A text with ": " inside needs quotes around it, or stands on its own lines below a "|".',
    ],
  },
  {
    name: 'an open quote',
    from: 'name: Small',
    to: 'name: "Small',
    faults: ['2:7 the YAML itself | the quote that opens here is never closed.'],
  },
  {
    name: 'an open bracket',
    from: 'domain: [wording]',
    to: 'domain: [wording',
    faults: [
      '18:5 the YAML itself | Flow sequence in block collection must be sufficiently indented and end with a ]. Look at the indentation, brackets and quotes here and on the line before.',
      '18:19 the YAML itself | Nested mappings are not allowed in compact mappings. A text with ": " inside needs quotes around it, or stands on its own lines below a "|".',
    ],
  },
  {
    name: 'a key written twice',
    from: 'name: Small',
    to: 'name: Small\nname: Large',
    faults: ['3:1 the YAML itself | the key "name" is written twice in the same place; keep one of them.'],
  },
  {
    name: 'a second document',
    from: 'name: Small',
    to: 'name: Small\n---\nname: Large',
    faults: [
      '3:1 the YAML itself | a second document begins here; a file holds one project. Remove the "---" and what follows it.',
    ],
  },
  {
    name: 'an alias of nothing',
    from: 'director: editor',
    to: 'director: *chief',
    faults: ['3:11 the YAML itself | *chief stands for nothing: write &chief before it.'],
  },
  {
    name: 'a list as a key',
    from: 'name: Small',
    to: 'name: Small\n? [a, b]\n: c',
    faults: ['3:3 the YAML itself | a key is a plain word; this one is a list or a mapping.'],
  },
  {
    name: 'a merge of no mapping',
    from: 'name: Small',
    to: 'name: Small\n<<: 3',
    faults: ['3:1 the YAML itself | "<<" takes in another mapping: write <<: *name, with &name at that mapping.'],
  },
  {
    name: 'an unknown tag',
    from: 'name: Small',
    to: 'name: !shout Small',
    faults: ['2:7 the YAML itself | Unresolved tag: !shout.'],
  },
  {
    name: 'a key that JavaScript minds',
    from: 'name: Small',
    to: 'name: Small\n__proto__: { a: 1 }',
    faults: ['3:1 the YAML itself | the key "__proto__" is not allowed.'],
  },
];

describe('what YAML itself refuses', () => {
  it.each(cases)('is told: $name', (it) => {
    expect(told(textOf(it))).toEqual(it.faults);
  });
});
