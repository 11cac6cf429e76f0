import { nodeApp } from '../../tools/rolldown.base.mjs';

export default nodeApp({ main: 'src/main.ts' });
