import { createServer, type AddressInfo, type Server } from 'node:net';
import { assertPortFree, isAnswering } from './ports.ts';

describe('the port of the clinic', () => {
  let server: Server | undefined;

  const occupy = async (host: string): Promise<number> => {
    const occupied = createServer();
    server = occupied;
    await new Promise<void>((resolve, reject) => {
      occupied.once('error', reject);
      occupied.listen(0, host, resolve);
    });
    return (occupied.address() as AddressInfo).port;
  };
  const release = async (): Promise<void> => {
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
  };
  afterEach(release);

  it('is refused with one sentence that says what to do', async () => {
    const port = await occupy('127.0.0.1');
    const sentence = `Port ${port} is already in use: stop the program that has it, or choose another port with PORT=`;
    await expect(assertPortFree(port)).rejects.toThrow(sentence);
  });

  it('is refused when someone listens on all addresses', async () => {
    await expect(assertPortFree(await occupy('0.0.0.0'))).rejects.toThrow(/already in use/);
  });

  it('is waited for when whoever has it is known to be leaving', async () => {
    const port = await occupy('127.0.0.1');
    setTimeout(() => void release(), 150);
    await expect(assertPortFree(port, 5_000)).resolves.toBeUndefined();
  });

  it('may be taken when nobody has it', async () => {
    const port = await occupy('127.0.0.1');
    expect(await isAnswering(port)).toBe(true);
    await release();
    expect(await isAnswering(port)).toBe(false);
    await expect(assertPortFree(port)).resolves.toBeUndefined();
  });
});
