import { nodeApp } from '../../tools/rolldown.base.mjs';

export default nodeApp({
  main: 'src/main.ts',
  prepare: 'src/prepare.ts',
  catcher: 'src/catcher.ts',
});
