/** Asks a starting Electron, over Chromium's own debugging protocol, when its page showed something. */
import { z } from 'zod';

const Message = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.object({ sessionId: z.string().optional(), targetInfo: z.object({ type: z.string() }).optional() }).optional(),
  result: z.object({ result: z.object({ value: z.unknown() }).optional() }).optional(),
  error: z.object({ message: z.string() }).optional(),
});
type Message = z.infer<typeof Message>;

/** Milliseconds since 1970, told by the page itself, so that it does not matter how long the question took. */
const whenPainted = (selector: string): string => `new Promise((done) => {
  const look = () => document.querySelector(${JSON.stringify(selector)}) === null
    ? requestAnimationFrame(look)
    : requestAnimationFrame(() => requestAnimationFrame(() => done(performance.timeOrigin + performance.now())));
  look();
})`;

/** The instant at which the first page had painted what the selector finds; fails when the app ends before. `endpoint` is the browser's `ws://` address. */
export async function paintedAt(endpoint: string, selector: string): Promise<number> {
  const socket = new WebSocket(endpoint);
  const gone = new Promise<never>((_, reject) => {
    socket.addEventListener('close', () => reject(new Error(`the app ended before it showed ${selector}`)), { once: true });
  });
  try {
    return await Promise.race([askPage(socket, selector), gone]);
  } finally {
    gone.catch(() => undefined);
    socket.close();
  }
}

async function askPage(socket: WebSocket, selector: string): Promise<number> {
  const waiting = new Map<number, (message: Message) => void>();
  let last = 0;
  const ask = (method: string, params: object, sessionId?: string): Promise<Message> => {
    last += 1;
    const id = last;
    socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
    return new Promise((resolve) => waiting.set(id, resolve));
  };
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('the debugging port did not answer')), { once: true });
  });
  const page = new Promise<string>((resolve) => {
    socket.addEventListener('message', (event: MessageEvent<unknown>) => {
      const message = Message.parse(JSON.parse(String(event.data)));
      if (message.id !== undefined) waiting.get(message.id)?.(message);
      if (message.method === 'Target.attachedToTarget' && message.params?.targetInfo?.type === 'page' && message.params.sessionId !== undefined) resolve(message.params.sessionId);
    });
  });
  await ask('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
  const session = await page;
  for (;;) {
    const answer = await ask('Runtime.evaluate', { expression: whenPainted(selector), awaitPromise: true, returnByValue: true }, session);
    const value = answer.result?.result?.value;
    if (typeof value === 'number') return value;
    // The question went down with the empty page that stood there before the real one.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
