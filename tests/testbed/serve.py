"""Serves Keystone, or Heat's API and engine in one process, until standard input ends.

    serve.py keystone|heat PORT CONFIG-FILE
"""
import os
import socketserver
import sys
import threading
from wsgiref import simple_server

name, port, conf = sys.argv[1:4]
sys.argv[1:] = ['--config-file', conf]


def end_with_stdin():
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_stdin, daemon=True).start()


def share_data_bases():
    """Lets SQLite be used from many threads: each transaction waits for its turn, where it would be refused later."""
    import sqlalchemy

    @sqlalchemy.event.listens_for(sqlalchemy.engine.Engine, 'before_cursor_execute', retval=True)
    def wait(connection, cursor, statement, parameters, context, executemany):
        return 'BEGIN IMMEDIATE' if statement == 'BEGIN' else statement, parameters

    @sqlalchemy.event.listens_for(sqlalchemy.engine.Engine, 'connect')
    def be_patient(connection, record):
        connection.execute('pragma busy_timeout = 30000')


def keystone():
    sys.argv[1:] = []
    from keystone.wsgi import api
    turn = threading.Lock()

    def one_at_a_time(environ, start_response):
        # Keystone makes its parts when they are first asked for, and expects nobody else to ask meanwhile.
        with turn:
            return list(api.application(environ, start_response))
    return one_at_a_time


def heat():
    from oslo_service import backend
    backend.init_backend(backend.BackendType.THREADING)     # before anything of Heat is imported
    from heat.api.openstack import wsgi
    application = wsgi.init_application()
    from heat.engine import resources, service, template
    from heat.rpc import api as rpc
    from oslo_config import cfg
    resources.initialise()
    template._get_template_extension_manager()
    service.EngineService(cfg.CONF.host, rpc.ENGINE_TOPIC).start()
    return application


class Server(socketserver.ThreadingMixIn, simple_server.WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class Quiet(simple_server.WSGIRequestHandler):
    def log_message(self, *args):
        pass


share_data_bases()
application = {'keystone': keystone, 'heat': heat}[name]()
simple_server.make_server('127.0.0.1', int(port), application, Server, Quiet).serve_forever()
