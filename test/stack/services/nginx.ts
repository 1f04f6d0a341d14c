import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { installNginx } from '../install/nginx.ts';
import { runToEnd, startProcess } from '../processes.mjs';
import { earlyEnd } from './early-end.ts';
import { freeOrigin, type Service } from './http-server.ts';

/**
 * Starts a real nginx in front of LiteLLM, with a limit in each of its locations.
 * @param gateway LiteLLM's origin
 * @param directory where its configuration, its logs and its temporary files go
 * @throws when it is not installed and can't be, or does not take its configuration
 */
export async function startNginx(gateway: string, directory: string): Promise<Service> {
  const nginx = await installNginx();
  const origin = await freeOrigin();
  await mkdir(directory, { recursive: true });
  const config = join(directory, 'nginx.conf');
  const log = join(directory, 'nginx.log');
  await writeFile(config, configuration(new URL(origin).host, gateway));
  const args = ['-p', directory, '-e', 'error.log', '-c', config];
  await runToEnd(nginx, [...args, '-t'], { log });
  // nginx does not see that its parent was killed; the shell sees the end of its own input.
  const untilEnd = '"$@" & cat >/dev/null; kill $!';
  const child = startProcess('sh', ['-c', untilEnd, 'sh', nginx, ...args], { log });
  let isUp = false;
  await Promise.race([
    earlyEnd('nginx', child.ended, log),
    (async () => {
      while (!isUp) {
        isUp = await fetch(origin).then(
          () => true,
          () => false,
        );
        if (!isUp) await pause(50);
      }
    })(),
  ]);
  return { origin, close: child.stop };
}

const configuration = (listen: string, gateway: string) => `daemon off;
master_process off;
pid nginx.pid;
error_log error.log;
events {}
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  map $request_method $counted { POST $binary_remote_addr; default ""; }
  limit_req_zone $counted zone=calls:1m rate=1r/m;
  server {
    listen ${listen};
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    location /small/ { client_max_body_size 1k; proxy_pass ${gateway}/mcp/; }
    location /hasty/ { proxy_read_timeout 1s; proxy_pass ${gateway}/mcp/; }
    location /rationed/ { limit_req zone=calls; limit_req_status 429; proxy_pass ${gateway}/mcp/; }
    location /denied/ { limit_except OPTIONS { deny all; } proxy_pass ${gateway}/mcp/; }
    location /walled/ {
      if ($request_method = POST) { return 302 /oauth2/sign_in?rd=$request_uri; }
      proxy_pass ${gateway};
    }
    location /oauth2/sign_in { default_type text/html; return 200 "<!doctype html><title>Sign in</title>"; }
  }
}
`;
