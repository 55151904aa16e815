/** The preload's `window.daoban`, typed from the contract: the core has checked what it answers, so it is not parsed again here. */
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { OperationName, Output, Request } from '../../shared/contract/contract.ts';
import type { Result } from '../../shared/contract/errors.ts';

type PageBridge = Readonly<Omit<Bridge, 'call'>> & {
  call<Name extends OperationName>(name: Name, input: Request<Name>): Promise<Result<Output<Name>>>;
};

declare global {
  interface Window {
    readonly daoban: PageBridge;
  }
}

export const bridge: PageBridge = window.daoban;
