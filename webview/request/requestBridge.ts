import type { RequestApi, RequestPushes } from '../../src/contract/requestApi';
import type { Bridge } from '../bridge';

/** The request page's way to the host. */
export type RequestBridge = Bridge<RequestApi, RequestPushes>;
