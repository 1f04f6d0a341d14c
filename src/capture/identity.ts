import type { Entry } from 'har-format';

/**
 * What is the same in the open and the finished record of a request: the browser's own clock readings, which but for the
 * last are fixed once the head of the response is in. Chromium's are finer than microseconds; Firefox's are milliseconds,
 * so that two of its requests may look alike. Each way tells of each request once, so alike ones are counted.
 */
export function identityOf({ request, startedDateTime, timings }: Entry): string {
  return JSON.stringify([startedDateTime, request.method, request.url, { ...timings, receive: undefined }]);
}
