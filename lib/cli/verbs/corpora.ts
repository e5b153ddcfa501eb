import { Command } from 'commander';
import { corpora, spaces } from '../../../data/catalogue';
import { answer } from '../terminal';

export function corporaVerb(): Command {
  return new Command('corpora')
    .description('list the built-in corpora and spaces with their sources and licences')
    .action(() => answer({ corpora: corpora.map(told), spaces: spaces.map(told) }));
}

function told({ id, title, description, licence, source, packages, note }: (typeof corpora)[number] | (typeof spaces)[number]) {
  return { id, title, description, licence, source, packages, note };
}
