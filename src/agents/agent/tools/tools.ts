import type { AgentStage } from '../../../core/project/stage.ts';
import { askTool } from './ask.ts';
import { commandTool } from './command.ts';
import { editTool } from './edit.ts';
import { listTool } from './list.ts';
import { proposeTool } from './propose.ts';
import { readTool } from './read.ts';
import type { ToolSetting } from './running.ts';
import { searchTool } from './search.ts';
import { shellTool } from './shell.ts';
import type { Tool } from './tool.ts';
import { writeTool } from './write.ts';

/** The tools that a stage declares for its agent, and no others. */
export function toolsOf(setting: ToolSetting): Tool[] {
  const { workspace, assignment } = setting;
  const { stage } = assignment;
  const drafted = assignment.draft === null ? [] : [stage.makes];
  const artifacts = new Set([...Object.keys(assignment.inputs), ...drafted]);
  const plain: Record<AgentStage['tools'][number], () => Tool> = {
    list: () => listTool(workspace),
    read: () => readTool(workspace),
    search: () => searchTool(workspace),
    write: () => writeTool(workspace),
    edit: () => editTool(workspace),
    ask: askTool,
    propose: () => proposeTool([...artifacts]),
  };
  return [
    ...[...new Set(stage.tools)].map((name) => plain[name]()),
    ...(Object.keys(stage.commands).length > 0 ? [commandTool(setting, stage.commands)] : []),
    ...(stage.shell === undefined ? [] : [shellTool(setting, stage.shell)]),
  ];
}
