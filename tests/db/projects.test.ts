import { describe, expect, it } from 'vitest';
import { createProjects } from '../../db/projects.ts';
import { project } from './sample.ts';
import { freshStore } from './store.ts';

const store = freshStore();

describe('a channel that two projects name', () => {
  it('S7: is at home in the one whose file was read last, whatever an earlier one calls itself', async () => {
    const projects = createProjects(store.client);
    const here = async () => (await projects.ofChannel('console', 'general'))?.project.project;
    const read = (id: string) => projects.put({ project: { ...project, project: id }, folder: '/tmp' });
    expect(await here()).toBe(project.project);
    await read('z-renamed');
    expect(await here()).toBe('z-renamed');
    await read('a-renamed');
    expect(await here()).toBe('a-renamed');
    await read('z-renamed');
    expect(await here()).toBe('z-renamed');
  });
});
