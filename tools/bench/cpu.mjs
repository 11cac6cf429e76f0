import { readdirSync, readFileSync } from 'node:fs';

/**
 * How many cores other programs kept busy between two looks: what the machine did, less what our own processes
 * and all their children did. Null where there is no /proc.
 */
export function watchCpu() {
  const before = look();
  const begun = performance.now();
  return () => {
    const after = look();
    if (!before || !after) return null;
    const seconds = (performance.now() - begun) / 1000;
    // In ticks of a hundredth of a second.
    const foreign = after.busy - before.busy - (after.ours - before.ours);
    return Math.max(0, foreign / 100 / seconds);
  };
}

function look() {
  try {
    const [, ...ticks] = readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/).map(Number);
    const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = ticks;
    return { busy: user + nice + system + irq + softirq, ours: oursOf(processes()) };
  } catch {
    return null;
  }
}

function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const fields = stat
          .slice(stat.lastIndexOf(')') + 2)
          .split(' ')
          .map(Number);
        // Its own and those of children that have ended, whose time would else look like somebody else's.
        const ticks = fields[11] + fields[12] + fields[13] + fields[14];
        return [{ pid: Number(pid), parent: fields[1], ticks }];
      } catch {
        return []; // it has just ended
      }
    });
}

function oursOf(all) {
  const family = new Set([process.pid]);
  for (let size = 0; size < family.size;) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all.filter(({ pid }) => family.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0);
}
