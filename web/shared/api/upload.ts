// SPDX-License-Identifier: Apache-2.0
// Storing a picture. The one call that tells how far it is, which fetch() cannot.
import type { Schemas } from './client';
import { ApiError, errorOf, OFFLINE } from './problem';
import { accessToken, owner, renewFor } from './session';

export interface UploadOptions {
  // A share from 0 to 1.
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

export async function uploadPicture(file: Blob, options: UploadOptions = {}): Promise<Schemas['Picture']> {
  const token = await accessToken();
  const caller = owner();
  const first = await send(file, token, options);
  // Ended elsewhere, or too old after all: a refresh tells.
  const { status, text, headers } =
    first.status === 401 && token !== '' ? await send(file, await renewFor(caller, token), options) : first;
  const body = parse(text);
  const picture = (body as Partial<Schemas['UploadPictureResponse']> | undefined)?.picture;
  if (status === 200 && picture) return picture;
  throw errorOf(new Response(null, { status: status || 500, headers }), body);
}

interface Reply {
  status: number;
  text: string;
  headers: Record<string, string>;
}

function send(file: Blob, token: string, { onProgress, signal }: UploadOptions): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const end = (settle: () => void) => {
      signal?.removeEventListener('abort', stop);
      settle();
    };
    request.open('POST', '/v1/pictures');
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.setRequestHeader('x-requested-with', 'fetch');
    if (token !== '') request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable && total > 0) onProgress?.(loaded / total);
    };
    request.onload = () => {
      const wait = request.getResponseHeader('retry-after');
      end(() =>
        resolve({
          status: request.status,
          text: request.responseText,
          headers: wait === null ? {} : { 'retry-after': wait },
        }),
      );
    };
    request.onerror = () => end(() => reject(new ApiError({ status: 0, reason: OFFLINE })));
    request.onabort = () => end(() => reject(new DOMException('The upload was stopped.', 'AbortError')));
    if (signal?.aborted) return reject(new DOMException('The upload was stopped.', 'AbortError'));
    signal?.addEventListener('abort', stop);
    request.send(file);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
