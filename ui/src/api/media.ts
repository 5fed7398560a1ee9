// Files: uploaded before they are sent, and fetched again when they did not come.
import { session_ended } from './client';
import { problem_from, Refused, Unreachable } from './problem';
import type { MessageFile } from './types';

// XMLHttpRequest, as fetch does not tell how much has gone up.
export function upload_file(file: Blob, name: string, voice: boolean, told: (part: number) => void, signal: AbortSignal): Promise<MessageFile> {
  const query = new URLSearchParams({ name, ...(voice && { voice: 'true' }) });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/v1/media?${query}`);
    request.responseType = 'text';
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.upload.onprogress = (event) => told(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = () => reject(new Unreachable('the upload broke off'));
    request.onabort = () => reject(new Unreachable('the upload was stopped'));
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status === 201) return resolve(answer as MessageFile);
      if (request.status === 401) session_ended();
      reject(new Refused(problem_from(answer, request.status)));
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

export async function fetch_again(id: string): Promise<void> {
  const response = await fetch(`/v1/media/${encodeURIComponent(id)}/fetch`, { method: 'POST' }).catch((error: unknown) => {
    throw new Unreachable(String(error));
  });
  if (!response.ok) throw new Refused(problem_from(parsed(await response.text()), response.status));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
