#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Heat oracle: what the *real* Heat engine says about a template.

Runs heat.engine in-process (no services, no network).  For every template it
walks the same path as `POST /v1/{project}/stacks/preview` (strict, what
`openstack stack create --dry-run` / `stack create` refuse) and as
`POST /v1/{project}/validate` (lenient, what
`openstack orchestration template validate` refuses) and prints one JSON
object.  See README.md beside this file.

  heat_oracle.py T.yaml [-e ENV]... [--param k=v]... [options]
  heat_oracle.py --batch LIST|-  [--out F]   one request per line -> JSON lines
  heat_oracle.py --time N T.yaml...          timings of N runs per template

Run it with the Python of a virtual environment in which `pip install
openstack-heat==27.0.1` was done.
"""
import argparse
import copy
import json
import os
import signal
import sys
import time
import traceback
from urllib import parse as urlparse

if os.environ.get('PYTHONHASHSEED') != '0':
    # Heat iterates over sets; pin the hash seed so results are reproducible.
    os.environ['PYTHONHASHSEED'] = '0'
    os.execv(sys.executable, [sys.executable] + sys.argv)

HERE = os.path.dirname(os.path.abspath(__file__))
HEAT_ETC = os.environ.get('HEAT_ETC', os.path.join(sys.prefix, 'etc', 'heat'))

_T_IMPORT = time.perf_counter()
import logging  # noqa: E402
logging.disable(logging.CRITICAL)
import warnings  # noqa: E402
warnings.simplefilter('ignore')

from oslo_service import backend  # noqa: E402
backend.init_backend(backend.BackendType.THREADING)
from oslo_config import cfg  # noqa: E402
from oslo_db import options as db_options  # noqa: E402
import heat.common.config  # noqa: E402,F401
from heat.common import context as heat_context  # noqa: E402
from heat.common import environment_format  # noqa: E402
from heat.common import environment_util  # noqa: E402
from heat.common import exception  # noqa: E402
from heat.common import messaging  # noqa: E402
from heat.common import policy  # noqa: E402
from heat.common import template_format  # noqa: E402
from heat.common import urlfetch  # noqa: E402
from heat.engine import api as engine_api  # noqa: E402
from heat.engine import attributes as attributes_mod  # noqa: E402
from heat.engine import clients as heat_clients  # noqa: E402
from heat.engine import constraints  # noqa: E402
from heat.engine import environment  # noqa: E402
from heat.engine import function  # noqa: E402
from heat.engine import node_data  # noqa: E402
from heat.engine import parameter_groups  # noqa: E402
from heat.engine import resource as resource_mod  # noqa: E402
from heat.engine import resources  # noqa: E402
from heat.engine import rsrc_defn  # noqa: E402
from heat.engine import stack as stack_mod  # noqa: E402
from heat.engine import template as template_mod  # noqa: E402

ORACLE_VERSION = 3


# --------------------------------------------------------------------------
# Stubs: everything that would leave the process
# --------------------------------------------------------------------------
class ClientContact(Exception):
    """Raised when engine code tries to talk to an OpenStack API."""

    def __init__(self, what):
        super(ClientContact, self).__init__('client contacted: %s' % what)
        self.what = what


CONTACTS = []        # names of client calls attempted while handling one item


class _RaisingClient(object):
    def __init__(self, name):
        object.__setattr__(self, '_name', name)

    def __getattr__(self, attr):
        if attr.startswith('__'):
            raise AttributeError(attr)
        what = '%s.%s' % (self._name, attr)
        CONTACTS.append(what)
        raise ClientContact(what)


def _contact(name, ret):
    def f(*a, **kw):
        CONTACTS.append(name)
        return ret
    return f


#: plugin method -> stubbed return value (used instead of the API)
PLUGIN_STUBS = {
    'nova': {
        'is_version_supported': True,
        'absolute_limits': {'maxServerMeta': 128, 'maxPersonality': 5,
                            'maxPersonalitySize': 10240},
    },
    'neutron': {'has_extension': True},
    'trove': {'validate_datastore': None},
    'blazar': {'has_host': True},
    'cinder': {'has_extension': True},
}


class StubClients(object):
    """Stands in for heat.engine.clients.OpenStackClients."""

    def __init__(self, context):
        self._real = heat_clients.OpenStackClients(context)
        self._patched = {}

    def client_plugin(self, name):
        if name in self._patched:
            return self._patched[name]
        p = self._real.client_plugin(name)
        if p is not None:
            p._create = lambda *a, **k: _RaisingClient(name)
            p.client = lambda *a, **k: _RaisingClient(name)
            p.does_endpoint_exist = lambda *a, **k: True
            for m, ret in PLUGIN_STUBS.get(name, {}).items():
                if hasattr(p, m):
                    setattr(p, m, _contact('%s.%s' % (name, m), ret))
        self._patched[name] = p
        return p

    def client(self, name, version=None):
        return _RaisingClient(name)

    def authenticated(self):
        return True


#: custom constraints that never need an API: keep their real behaviour
LOCAL_CONSTRAINTS = {
    'cron_expression', 'dns_domain', 'dns_name', 'expiration', 'ip_addr',
    'ip_or_cidr', 'iso_8601', 'json_string', 'mac_addr', 'net_cidr',
    'rel_dns_name', 'timezone',
}


def install_stubs():
    cfg.CONF([], project='heat', default_config_files=[],
             default_config_dirs=[])
    cfg.CONF.set_override('environment_dir',
                          os.path.join(HEAT_ETC, 'environment.d'))
    cfg.CONF.set_override('template_dir', os.path.join(HEAT_ETC, 'templates'))
    db_options.set_defaults(cfg.CONF, connection='sqlite://')

    heat_clients.Clients = StubClients
    heat_context.clients.Clients = StubClients

    orig_valid = constraints.CustomConstraint._is_valid

    def _is_valid(self, value, schema, context):
        if self.custom_constraint is None:        # unknown name: real error
            return False
        if self.name in LOCAL_CONSTRAINTS:
            return orig_valid(self, value, schema, context)
        return True
    constraints.CustomConstraint._is_valid = _is_valid

    resource_mod.Resource.is_service_available = classmethod(
        lambda cls, context: (True, None))
    policy.ResourceEnforcer.enforce = lambda *a, **k: True
    policy.ResourceEnforcer.enforce_stack = lambda *a, **k: None

    messaging.setup('fake://', optional=True)

    real_get = urlfetch.get

    def no_net(url, allowed_schemes=('http', 'https')):
        u = urlparse.urlparse(url)
        if u.scheme == 'file' and u.path.startswith('/etc/heat/'):
            url = 'file://' + u.path.replace('/etc/heat', HEAT_ETC, 1)
            return real_get(url, allowed_schemes)
        if u.scheme in allowed_schemes and u.scheme in ('http', 'https'):
            raise IOError('network disabled in the oracle')
        return real_get(url, allowed_schemes)
    urlfetch.get = no_net

    # nova.Server.validate() looks up image and flavor sizes
    from heat.engine.resources.openstack.nova import server as nova_server
    nova_server.Server._validate_image_flavor = (
        lambda self, image, flavor: CONTACTS.append(
            'nova.flavor+glance.image lookup'))


def setup_db():
    from heat.db import api as db_api
    from heat.db import models
    models.BASE.metadata.create_all(db_api.get_engine())


def register_extra(names):
    """--test-resources: register heat.tests' generic resource types too."""
    deps = os.environ.get('HEAT_TESTDEPS', 'testdeps')
    if deps not in sys.path:
        sys.path.append(deps)
    from heat.tests import common as tcommon
    tcommon.HeatTestCase.register_test_resources(None)


def make_context():
    ctx = heat_context.RequestContext.from_dict({
        'tenant_id': 'test_tenant_id', 'tenant': 'test_tenant',
        'username': 'test_username', 'user_id': None, 'password': '',
        'roles': [], 'is_admin': False,
        'auth_url': 'http://server.test:5000/v2.0', 'auth_token': 'abcd1234',
        'trust_id': None, 'region_name': None})
    ctx._clients = StubClients(ctx)
    return ctx


# --------------------------------------------------------------------------
# Files: what the client puts in the "files" map
# --------------------------------------------------------------------------
class FilesMissing(Exception):
    pass


class Files(object):
    """Collects get_file / nested templates the way heatclient does.

    Keys are paths relative to the root directory (heatclient would use
    absolute file:// URLs; the engine only ever compares strings).
    """

    def __init__(self, root):
        self.root = os.path.realpath(root)
        self.files = {}
        self.missing = []

    def _norm(self, base, value):
        if urlparse.urlparse(value).scheme in ('http', 'https'):
            return None, value
        if value.startswith('file://'):
            value = urlparse.urlparse(value).path
        p = os.path.normpath(os.path.join(base, value))
        return p, os.path.relpath(p, self.root)

    def _load(self, base, value):
        path, key = self._norm(base, value)
        if key in self.files:
            return key
        if path is None:
            self.missing.append(value)
            return value
        try:
            with open(path, 'rb') as f:
                raw = f.read()
        except (IOError, OSError) as e:
            self.missing.append('%s (%s)' % (key, e.strerror))
            return key
        try:
            text = raw.decode('utf-8')
        except UnicodeDecodeError:
            import base64
            self.files[key] = base64.b64encode(raw).decode()
            return key
        self.files[key] = text
        try:
            sub = template_format.parse(text)
        except Exception:
            return key
        self.walk(sub, os.path.dirname(path))
        self.files[key] = json.dumps(sub, default=str)
        return key

    def walk(self, data, base):
        if isinstance(data, dict):
            for v in data.values():
                if isinstance(v, (dict, list)):
                    self.walk(v, base)
            for k, v in list(data.items()):
                if not isinstance(v, str):
                    continue
                if k == 'get_file' or (k == 'type' and v.endswith(
                        ('.yaml', '.template'))):
                    data[k] = self._load(base, v)
        elif isinstance(data, list):
            for v in data:
                if isinstance(v, (dict, list)):
                    self.walk(v, base)

    def env(self, env, base):
        rr = env.get('resource_registry')
        if not isinstance(rr, dict):
            return

        def one(d, b):
            b = d.get('base_url', b)
            if isinstance(b, str) and b.startswith('file://'):
                b = urlparse.urlparse(b).path
            for k, v in list(d.items()):
                if k == 'base_url' or not isinstance(v, str) or '::' in v:
                    continue
                if k in ('hooks', 'restricted_actions'):
                    continue
                d[k] = self._load(b, v)
            return b
        b = one(rr, base)
        res = rr.get('resources')
        if isinstance(res, dict):
            for d in res.values():
                if isinstance(d, dict):
                    one(d, b)


# --------------------------------------------------------------------------
# Helpers
# --------------------------------------------------------------------------
def jsonable(v, depth=0):
    if depth > 60:
        return '<too deep>'
    if isinstance(v, function.Function):
        return {v.fn_name: jsonable(v.args, depth + 1)}
    if v is Ellipsis:
        return '<omitted>'
    if isinstance(v, dict) or hasattr(v, 'items') and hasattr(v, 'keys'):
        return {str(k): jsonable(x, depth + 1) for k, x in v.items()}
    if isinstance(v, (list, tuple, set, frozenset)):
        return [jsonable(x, depth + 1) for x in v]
    if isinstance(v, float) and (v != v or v in (float('inf'),
                                                float('-inf'))):
        return {'__float__': str(v)}         # keep the output strict JSON
    if v is None or isinstance(v, (str, int, float, bool)):
        return v
    if hasattr(v, '__len__') and hasattr(v, '__getitem__'):
        try:
            return [jsonable(x, depth + 1) for x in v]
        except Exception:
            pass
    return str(v)


#: exception class -> HTTP status, as heat.api.middleware.fault maps it
HTTP = {'EntityNotFound': 404, 'NotFound': 404, 'StackExists': 409,
        'ActionInProgress': 409, 'InvalidGlobalResource': 500}


def err(ex, phase, **kw):
    d = {'type': type(ex).__name__, 'message': str(ex), 'phase': phase}
    p = getattr(ex, 'path', None)
    if p:
        d['path'] = [str(x) for x in p]
    if isinstance(ex, ClientContact):
        d['client'] = ex.what
    d.update({k: v for k, v in kw.items() if v is not None})
    return d


def is_contact(ex):
    seen = set()
    while ex is not None and id(ex) not in seen:
        if isinstance(ex, ClientContact):
            return ex
        if 'client contacted: ' in str(ex):
            return ex
        seen.add(id(ex))
        ex = ex.__cause__ or ex.__context__
    return None


class OracleStack(stack_mod.Stack):
    """A Stack whose resources that contact an API do not fail validation.

    Everything a resource checks *before* its first API call still counts.
    """
    oracle_log = None


def _patched_validate(orig):
    """Wrap Resource.validate-like bound methods: swallow ClientContact."""
    def run(*a, **k):
        try:
            return orig(*a, **k)
        except Exception as ex:
            c = is_contact(ex)
            if c is None:
                raise
            return None
    return run


def resource_class_name(cls):
    return '%s.%s' % (cls.__module__, cls.__name__)


def scc(nodes, adj):
    """Strongly connected components with more than one node or a self loop."""
    index, low, on, st, out = {}, {}, set(), [], []
    counter = [0]

    for root in nodes:
        if root in index:
            continue
        work = [(root, iter(sorted(adj.get(root, ()))))]
        index[root] = low[root] = counter[0]
        counter[0] += 1
        st.append(root)
        on.add(root)
        while work:
            v, it = work[-1]
            adv = False
            for w in it:
                if w not in index:
                    index[w] = low[w] = counter[0]
                    counter[0] += 1
                    st.append(w)
                    on.add(w)
                    work.append((w, iter(sorted(adj.get(w, ())))))
                    adv = True
                    break
                elif w in on:
                    low[v] = min(low[v], index[w])
            if adv:
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[v])
            if low[v] == index[v]:
                comp = []
                while True:
                    w = st.pop()
                    on.discard(w)
                    comp.append(w)
                    if w == v:
                        break
                if len(comp) > 1 or v in adj.get(v, ()):
                    out.append(sorted(comp))
    return sorted(out)


def levels(nodes, adj):
    """Nodes grouped by longest distance from a node requiring nothing."""
    remaining = {n: set(adj.get(n, ())) & set(nodes) for n in nodes}
    out = []
    while remaining:
        ready = sorted(n for n, r in remaining.items() if not r)
        if not ready:
            return out, sorted(remaining)
        out.append(ready)
        for n in ready:
            del remaining[n]
        for r in remaining.values():
            r.difference_update(ready)
    return out, []


class FakeNodeData(node_data.NodeData):
    """NodeData that walks attribute paths inside supplied values."""

    def __init__(self, name, d):
        super(FakeNodeData, self).__init__(
            d.get('id', 1), name, d.get('uuid', name + '-uuid'),
            d.get('reference_id', name), d.get('attrs', {}),
            d.get('action', 'CREATE'), d.get('status', 'COMPLETE'))

    def attribute(self, attr):
        if isinstance(attr, tuple):
            if attr in self._attributes:
                return self._attributes[attr]
            return attributes_mod.select_from_attribute(
                self._attributes[attr[0]], list(attr[1:]))
        return self._attributes[attr]


def client_merge(old, new):
    from heatclient.common import template_utils
    return template_utils.deep_update(old, new)


_CANDIDATES = ('test', 'a', 'test1234', '1', 'Test1234', '12345678',
               '10.0.0.0/24', '10.0.0.1', 'a.b', 'T1est-value', '0', 'true',
               'abcdefghijklmnop', '2001:db8::/64', '00:11:22:33:44:55')


def auto_params(tmpl, env):
    """--auto-params: a value for each parameter without one.

    Parameters of nested templates get theirs through parameter_defaults.
    """
    out = {}
    try:
        own = tmpl.param_schemata()
        schemata = tmpl.all_param_schemata(tmpl.files)
    except Exception:
        return out
    given = env.get('parameters') or {}
    defaults = env.get('parameter_defaults') or {}
    for name, s in schemata.items():
        if s.default is not None or given.get(name) is not None or (
                defaults.get(name) is not None):
            continue
        cands = []
        lo = None
        for c in s.constraints:
            if isinstance(c, constraints.AllowedValues) and c.allowed:
                cands.append(c.allowed[0])
            elif isinstance(c, constraints.Length):
                lo = c.min
            elif isinstance(c, constraints.Range):
                cands.append(c.min if c.min is not None else c.max)
            elif isinstance(c, constraints.Modulo):
                cands.append(c.offset)
        if s.type == s.NUMBER:
            cands += [1, 2, 5, 10, 100, 1024]
        elif s.type == s.BOOLEAN:
            cands += [False]
        elif s.type == s.MAP:
            cands += [{}]
        elif s.type == s.LIST:
            cands += ['a,b'] + list(_CANDIDATES)
        else:
            if lo:
                cands += ['a' * int(lo), 'Ab1' * int(lo)]
            cands += list(_CANDIDATES)
        val = cands[0]
        for v in cands:
            try:
                from heat.engine import parameters as _p
                _p.Parameter(name, s, v).validate(True, None)
            except Exception:
                continue
            val = v
            break
        if name in own:
            out[name] = val
        else:
            env['parameter_defaults'][name] = val
    env['parameters'].update(out)
    return out


# --------------------------------------------------------------------------
# The oracle proper
# --------------------------------------------------------------------------
class Oracle(object):

    def __init__(self, opts):
        self.o = opts
        self.stack_name = opts.get('stack_name') or 'oracle'

    # -- inputs -----------------------------------------------------------
    def load(self, req):
        """Return (text, tmpl_dict, env, files, missing)."""
        root = req.get('root')
        path = req.get('template')
        text = req.get('template_text')
        if text is None and path is not None and 'template_dict' not in req:
            with open(path, 'rb') as f:
                text = f.read().decode('utf-8')
        if root is None:
            root = os.path.dirname(os.path.abspath(path)) if path else '/nonexistent'
        base = (os.path.dirname(os.path.abspath(path)) if path else root)
        return text, root, base

    def evaluate(self, req):
        """Evaluate one snippet: {eval: snippet, version, context, ...}."""
        out = {'id': req.get('id'), 'parse_error': None,
               'validate_error': None, 'error': None, 'result': None}
        cnxt = self._cnxt = make_context()
        key, val = req.get('version') or ('heat_template_version',
                                          '2021-04-16')
        td = copy.deepcopy(req.get('template_dict')) or {key: val}
        td.setdefault(key, val)
        try:
            tmpl = template_mod.Template(td, files=req.get('files') or {})
            tmpl.env = environment.Environment({
                'parameters': req.get('params') or {},
                'parameter_defaults': req.get('parameter_defaults') or {}})
            data = None
            if req.get('resource_data') is not None:
                data = {}
                for n, d in req['resource_data'].items():
                    d = dict(d)
                    if isinstance(d.get('attrs'), list):
                        d['attrs'] = {
                            (p[0] if len(p) == 1 else tuple(p)): v
                            for p, v in d['attrs']}
                    data[n] = FakeNodeData(n, d)
            stk = OracleStack(cnxt, req.get('stack_name') or self.stack_name,
                              tmpl, cache_data=data)
            defn = stk.defn if req.get('with_stack', True) else None
        except Exception as ex:
            out['setup_error'] = err(ex, 'setup')
            return out
        parse = (tmpl.parse_condition if req.get('context') == 'condition'
                 else tmpl.parse)
        try:
            parsed = parse(defn, copy.deepcopy(req['eval']))
        except Exception as ex:
            out['parse_error'] = err(ex, 'parse')
            return out
        try:
            function.validate(parsed)
        except Exception as ex:
            out['validate_error'] = err(ex, 'validate')
        try:
            r = function.resolve(parsed, nullable=True)
            out['result'] = '<omitted>' if r is Ellipsis else jsonable(r)
        except Exception as ex:
            out['error'] = err(ex, 'resolve')
        try:
            out['requires'] = sorted({r.name for r in
                                      function.dependencies(parsed)})
        except Exception as ex:
            out['requires_error'] = str(ex)
        return out

    def run(self, req):
        if 'eval' in req:
            return self.evaluate(req)
        t0 = time.perf_counter()
        del CONTACTS[:]
        res = {
            'id': req.get('id') or req.get('template'), 'ok': False,
            'validate_ok': False, 'phase': 'parse', 'errors': [],
            'more_errors': [], 'version': None, 'parameters': {},
            'conditions': {}, 'resources': {}, 'disabled_resources': [],
            'edges': [], 'create_order_levels': [], 'cycles': [],
            'outputs': {},
        }
        tm = res['timing_ms'] = {}

        def lap(name, since):
            now = time.perf_counter()
            tm[name] = round((now - since) * 1000, 3)
            return now

        # 1. text -> mapping (heat.api.openstack.v1.stacks + template_format)
        try:
            text, root, base = self.load(req)
            t = time.perf_counter()
            if req.get('template_dict') is not None:
                tdict = copy.deepcopy(req['template_dict'])
            else:
                tdict = template_format.parse(text)
            t = lap('parse', t)
        except ValueError as ex:
            res['errors'].append(err(
                ex, 'parse', http_message='Template not in valid format: %s'
                % ex))
            return res
        except Exception as ex:
            res['errors'].append(err(ex, 'parse'))
            return res

        # 2. environment + files, as the client/API would send them
        res['phase'] = 'environment'
        files = Files(root)
        try:
            if req.get('files') is not None:
                files.files = dict(req['files'])
            else:
                files.walk(tdict, base)
            env = {}
            env_files = []
            for e in req.get('env') or []:
                if isinstance(e, dict):
                    parsed = environment_format.validate(copy.deepcopy(e))
                    ebase = base
                else:
                    with open(e) as f:
                        parsed = environment_format.parse(f.read())
                    ebase = os.path.dirname(os.path.abspath(e))
                if req.get('files') is None:
                    files.env(parsed, ebase)
                if (req.get('env_mode') or self.o.get('env_mode')) == 'merged':
                    # heatclient's client-side merge -> "environment" field;
                    # then "parameters" win
                    env = client_merge(env, parsed)
                    continue
                # what the CLI does with -e: "environment_files", merged by
                # the engine *over* "parameters"
                name = 'env://%d' % len(env_files)
                files.files[name] = json.dumps(parsed)
                env_files.append(name)
            env.pop('parameter_merge_strategies', None)
            environment_format.default_for_missing(env)
            env['parameters'].update(req.get('params') or {})
        except Exception as ex:
            res['errors'].append(err(ex, 'environment'))
            return res
        res['files'] = sorted(k for k in files.files
                              if not k.startswith('env://'))
        if files.missing:
            res['missing_files'] = files.missing

        # 3. engine: Template, environments merge
        res['phase'] = 'template'
        cnxt = make_context()
        self._cnxt = cnxt      # contexts are weakly referenced by clients
        t = time.perf_counter()
        try:
            tmpl = template_mod.Template(tdict, files=files.files)
            res['version'] = {'key': tmpl.version[0],
                              'value': tmpl.version[1],
                              'class': type(tmpl).__name__}
            environment_util.merge_environments(
                env_files, files.files, env,
                tmpl.all_param_schemata(files.files))
            for name in env_files:
                files.files.pop(name, None)
                tmpl.files = files.files
            if self.o.get('auto_params'):
                auto = auto_params(tmpl, env)
                if auto:
                    res['auto_params'] = auto
            tmpl.env = environment.Environment(env)
        except Exception as ex:
            res['errors'].append(err(ex, 'template'))
            return res
        try:
            d = tmpl.get(tmpl.DESCRIPTION)
            res['description'] = jsonable(d)
        except Exception:
            pass

        # 4. engine.service._validate_template
        try:
            try:
                tmpl.validate()
            except AssertionError:
                raise
            except Exception as ex:
                raise exception.StackValidationFailed(message=str(ex))
            maxr = cfg.CONF.max_resources_per_stack
            if maxr != -1 and len(tmpl[tmpl.RESOURCES]) > maxr:
                raise exception.RequestLimitExceeded(
                    message=exception.StackResourceLimitExceeded.msg_fmt)
        except Exception as ex:
            # the engine stops here; so do we (later phases still dumped)
            res['errors'].append(err(ex, 'template'))
            res['validate_error'] = str(ex)
            res['validate_error_type'] = type(ex).__name__
            if isinstance(ex, exception.RequestLimitExceeded):
                return res

        # 5. Stack
        res['phase'] = 'stack'
        try:
            stack = OracleStack(cnxt, req.get('stack_name') or self.stack_name,
                                tmpl, convergence=True)
        except Exception as ex:
            e = err(ex, 'stack')
            (res['more_errors'] if res['errors'] else res['errors']).append(e)
            self.param_errors(tmpl, env, res)
            return res
        t = lap('build', t)

        # 6. strict validation, first error exactly as Heat would raise it
        try:
            self.wrap_resources(stack)
            if not res['errors']:
                res['phase'] = 'validate'
                stack.validate()
                res['ok'] = True
            else:
                res['phase'] = 'template'
        except Exception as ex:
            if is_contact(ex):
                res['ok'] = not res['errors']
                res['incomplete'] = str(ex)
            elif not res['errors']:
                res['errors'].append(err(ex, 'validate'))
        except RecursionError as ex:      # pragma: no cover
            res['errors'].append(err(ex, 'validate'))
        t = lap('validate', t)
        if res['ok']:
            res['phase'] = 'done'

        # 7. dump what the engine knows
        self.dump_params(stack, res)
        self.dump_conditions(tmpl, stack, res)
        defns = self.dump_resources(tmpl, stack, res)
        t2 = time.perf_counter()
        self.dump_graph(stack, defns, res)
        lap('graph_dump', t2)
        self.dump_outputs(tmpl, stack, res)
        if not res['ok']:
            self.collect_more(tmpl, stack, env, res)
        if (self.o.get('nested') or self.o.get('preview')) and res['ok']:
            self.dump_nested(stack, res)
        if req.get('resource_data'):
            self.simulate(cnxt, tmpl, req, env, files, res)

        # 8. lenient validation, what POST /validate answers
        if self.o.get('lenient', True):
            self.lenient(cnxt, tdict, req, env, files, res)
        if CONTACTS:
            res['client_contacts'] = sorted(set(CONTACTS))
        lap('total', t0)
        return res

    # -- pieces -----------------------------------------------------------
    @staticmethod
    def wrap_resources(stack):
        orig = stack._resources_for_defn

        def patched(defn):
            rs = orig(defn)
            for r in rs.values():
                r.validate = _patched_validate(r.validate)
                r.validate_template = _patched_validate(r.validate_template)
                r.validate_external = _patched_validate(r.validate_external)
                r.add_dependencies = _patched_validate(r.add_dependencies)
            return rs
        stack._resources_for_defn = patched

    def validated(self, cnxt, tdict, env, files):
        tmpl = template_mod.Template(tdict, files=files.files)
        tmpl.env = environment.Environment(env)
        stack = OracleStack(cnxt, 'dummy', tmpl, strict_validate=False)
        self.wrap_resources(stack)
        stack.validate(validate_res_tmpl_only=True)
        return tmpl, stack

    def lenient(self, cnxt, tdict, req, env, files, res):
        if res.get('validate_error') is not None:
            return
        try:
            tmpl, stack = self.validated(cnxt, copy.deepcopy(tdict),
                                         copy.deepcopy(env), files)
            res['validate_ok'] = True
            res['validate_error'] = None
            if self.o.get('preview'):
                pseudo = stack.parameters.PSEUDO_PARAMETERS
                body = {'Description': tmpl.get('Description', ''),
                        'Parameters': stack.parameters.map(
                            engine_api.format_validate_parameter,
                            filter_func=lambda p: p.name not in pseudo),
                        'Environment': tmpl.env.user_env_as_dict()}
                pg = parameter_groups.ParameterGroups(tmpl)
                if pg.parameter_groups:
                    body['ParameterGroups'] = pg.parameter_groups
                body.update(stack.get_nested_parameters(
                    lambda p: p.name not in pseudo))
                res['validate_response'] = jsonable(body)
        except exception.StackValidationFailed as ex:
            res['validate_error'] = str(ex)
            res['validate_error_type'] = type(ex).__name__
        except Exception as ex:
            if is_contact(ex):
                res['validate_ok'] = True
            else:
                res['validate_error'] = str(ex)
                res['validate_error_type'] = type(ex).__name__

    @staticmethod
    def param_errors(tmpl, env, res):
        """Parameter definitions broken: report each one on its own."""
        section = tmpl.t.get(tmpl.PARAMETERS) or {}
        if not isinstance(section, dict):
            return
        for name, schema in section.items():
            try:
                tmpl.param_schema_class.from_dict(name, schema)
            except Exception as ex:
                res['more_errors'].append(err(ex, 'parameters',
                                              parameter=str(name)))

    @staticmethod
    def dump_params(stack, res):
        pseudo = set(stack.parameters.PSEUDO_PARAMETERS)
        for name, p in stack.parameters.params.items():
            s = p.schema
            d = {'type': s.type, 'has_default': p.has_default(),
                 'default': jsonable(p.default()) if p.has_default() else None,
                 'hidden': p.hidden(), 'label': p.label(),
                 'description': p.description(), 'tags': p.tags(),
                 'immutable': s.immutable,
                 'user_value': jsonable(p.user_value),
                 'constraints': [jsonable(dict(c)) for c in s.constraints]}
            try:
                d['value'] = jsonable(p.value())
                d['text'] = str(p)
            except Exception as ex:
                d['value'] = None
                d['value_error'] = str(ex)
            if name in pseudo:
                res.setdefault('pseudo_parameters', {})[name] = d.get('value')
            else:
                res['parameters'][name] = d
        try:
            pg = parameter_groups.ParameterGroups(stack.t).parameter_groups
            if pg:
                res['parameter_groups'] = jsonable(pg)
        except Exception:
            pass

    @staticmethod
    def dump_conditions(tmpl, stack, res):
        try:
            conds = tmpl.conditions(stack.defn)
        except Exception as ex:
            res['conditions_error'] = str(ex)
            return
        for name in list(conds._conditions):
            try:
                res['conditions'][name] = conds.is_enabled(name)
            except Exception as ex:
                res['conditions'][name] = {'error': str(ex)}

    def dump_resources(self, tmpl, stack, res):
        section = tmpl.t.get(tmpl.RESOURCES) or {}
        if not isinstance(section, dict):
            return {}
        enabled = None
        try:
            enabled = {n: stack.defn.resource_definition(n)
                       for n in stack.defn.enabled_rsrc_names()}
        except Exception:
            enabled = self.defns_one_by_one(tmpl, stack, res)
        for name, snippet in section.items():
            d = {'type': (snippet.get('type', snippet.get('Type'))
                          if isinstance(snippet, dict) else None),
                 'enabled': name in enabled}
            if isinstance(snippet, dict) and 'condition' in snippet:
                d['condition'] = jsonable(snippet['condition'])
            defn = enabled.get(name)
            if defn is not None:
                self.dump_defn(stack, name, defn, d)
            else:
                res['disabled_resources'].append(name)
            res['resources'][str(name)] = d
        return enabled

    @staticmethod
    def defns_one_by_one(tmpl, stack, res):
        """Some definition is invalid: parse each on its own."""
        out = {}
        section = tmpl.t.get(tmpl.RESOURCES) or {}
        keys = frozenset(getattr(tmpl, '_RESOURCE_KEYS', ()))
        for name, snippet in section.items():
            try:
                if not hasattr(tmpl, '_rsrc_defn_args'):
                    continue
                if keys:
                    bad = set(snippet) - keys
                    if bad:
                        raise ValueError(
                            'Invalid keyword(s) inside a resource '
                            'definition: %s' % ', '.join(bad))
                data = dict(tmpl._rsrc_defn_args(stack.defn, name, snippet))
                defn = rsrc_defn.ResourceDefinition(name, **data)
                cond = defn.condition()
                if cond is not None and not tmpl.conditions(
                        stack.defn).is_enabled(cond):
                    continue
                out[name] = defn
            except Exception as ex:
                res['more_errors'].append(err(ex, 'resource definition',
                                              resource=str(name)))
        return out

    @staticmethod
    def dump_defn(stack, name, defn, d):
        try:
            info = stack.env.registry.get_resource_info(
                defn.resource_type, resource_name=name)
            d['implementation'] = (
                info.template_name if isinstance(
                    info, environment.TemplateResourceInfo) else
                resource_class_name(info.get_class()))
            if info.name != defn.resource_type:
                d['mapped_to'] = info.name
        except Exception as ex:
            d['type_error'] = str(ex)
        props, perr = {}, {}
        raw = defn._properties
        if isinstance(raw, function.Function):
            try:
                props = jsonable(function.resolve(raw))
            except Exception as ex:
                perr['*'] = str(ex)
        else:
            for k, v in (raw or {}).items():
                try:
                    r = function.resolve(v, nullable=True)
                    if r is Ellipsis:
                        continue
                    props[str(k)] = jsonable(r)
                except Exception as ex:
                    perr[str(k)] = '%s: %s' % (type(ex).__name__, ex)
        d['properties'] = props
        if perr:
            d['property_errors'] = perr
        try:
            md = defn.metadata()
            if md:
                d['metadata'] = jsonable(md)
        except Exception as ex:
            d['metadata_error'] = str(ex)
        try:
            refs = set()
            for src in (defn._properties, defn._metadata):
                for r, a in function.all_dep_attrs(src):
                    refs.add((r, a if isinstance(a, str)
                              else '.'.join(str(x) for x in a)
                              if a is not None else None))
            if refs:
                d['attr_refs'] = sorted(
                    [list(x) for x in refs], key=lambda x: [str(y) for y in x])
        except Exception as ex:
            d['attr_refs_error'] = str(ex)
        if defn._depends:
            d['depends_on'] = jsonable(defn._depends)
        try:
            dp = defn.deletion_policy()
            if dp != 'Delete':
                d['deletion_policy'] = dp
        except Exception:
            pass
        if defn._external_id is not None:
            d['external_id'] = jsonable(defn._external_id)
        if defn.description:
            d['description'] = defn.description

    def dump_graph(self, stack, defns, res):
        explicit = {}
        for name, defn in defns.items():
            try:
                names = defn.required_resource_names()
                explicit[name] = sorted(n for n in names if n in defns)
                bad = sorted(str(n) for n in names if n not in defns)
                if bad:
                    res['resources'][str(name)]['requires_unavailable'] = bad
            except Exception as ex:
                res['resources'][str(name)]['requires_error'] = str(ex)
        adj = {n: set(v) for n, v in explicit.items()}
        implicit = []
        order = None
        try:
            # without the ones whose add_dependencies() cannot be computed
            deps = stack.dependencies
            g = deps.graph()
            adj = {r.name: set(q.name for q in node.requires())
                   for r, node in g.items()}
            for a in sorted(adj):
                for b in sorted(adj[a]):
                    if b not in explicit.get(a, ()):
                        implicit.append([a, b])
        except Exception:
            pass
        try:
            order = [r.name for r in stack.dependencies]
        except exception.CircularDependencyException as ex:
            res['cycle_message'] = str(ex)
        except Exception:
            pass
        nodes = sorted(set(adj) | set(defns))
        rby = {}
        for a in adj:
            for b in adj[a]:
                rby.setdefault(b, set()).add(a)
        for n in nodes:
            r = res['resources'].get(str(n))
            if r is None:
                continue
            r['requires'] = sorted(adj.get(n, ()))
            r['required_by'] = sorted(rby.get(n, ()))
        res['edges'] = [[a, b] for a in sorted(adj) for b in sorted(adj[a])]
        if implicit:
            res['implicit_edges'] = implicit
        lv, rest = levels(nodes, adj)
        res['create_order_levels'] = lv
        if order is not None:
            res['create_order'] = order
        res['cycles'] = scc(nodes, adj)

    @staticmethod
    def dump_outputs(tmpl, stack, res):
        section = tmpl.t.get(tmpl.OUTPUTS) or {}
        try:
            outs = stack.outputs
        except Exception as ex:
            if isinstance(section, dict):
                for n in section:
                    res['outputs'][str(n)] = {'error': str(ex)}
            return
        for name in section if isinstance(section, dict) else outs:
            o = outs.get(name)
            if o is None:
                continue
            d = {'description': o.description()}
            try:
                refs = sorted([r, a if isinstance(a, str) else
                               '.'.join(str(x) for x in a)]
                              for r, a in set(
                                  function.all_dep_attrs(o._value)))
                if refs:
                    d['attr_refs'] = refs
            except Exception:
                pass
            try:
                d['requires'] = sorted(o.required_resource_names())
            except Exception as ex:
                d['requires_error'] = str(ex)
            try:
                d['value'] = jsonable(o.get_value())
            except Exception as ex:
                d['value'] = None
                d['error'] = str(ex) or type(ex).__name__
                d['error_type'] = type(ex).__name__
            res['outputs'][str(name)] = d

    # continue after the first error
    def collect_more(self, tmpl, stack, env, res):
        first = res['errors'][0]['message'] if res['errors'] else None
        seen = {first} | {e['message'] for e in res['more_errors']}

        def add(ex, phase, **kw):
            if is_contact(ex):
                return
            m = str(ex)
            if m in seen:
                return
            seen.add(m)
            res['more_errors'].append(err(ex, phase, **kw))

        try:
            stack.parameters._validate_user_parameters()
        except Exception as ex:
            add(ex, 'parameters')
        for p in stack.parameters.params.values():
            try:
                p.validate(True, stack.context)
            except Exception as ex:
                add(ex, 'parameters', parameter=p.name)
        try:
            parameter_groups.ParameterGroups(tmpl).validate()
        except Exception as ex:
            add(ex, 'parameter_groups')
        try:
            conds = tmpl.conditions(stack.defn)
            for n, c in conds._conditions.items():
                try:
                    conds._check_condition_type(n, c)
                    function.validate(c)
                    conds.is_enabled(n)
                except Exception as ex:
                    add(ex, 'conditions', condition=n)
        except Exception as ex:
            add(ex, 'conditions')
        rs = {}
        try:
            names = list(stack.defn.enabled_rsrc_names())
        except Exception as ex:
            add(ex, 'resources')
            names = []
        for n in sorted(names, key=str):
            try:
                rs[n] = resource_mod.Resource(
                    n, stack.defn.resource_definition(n), stack)
            except Exception as ex:
                add(ex, 'resources', resource=str(n))
        for n, r in rs.items():
            try:
                list(r.t.dependencies(stack))
            except Exception as ex:
                add(ex, 'dependencies', resource=str(n))
        for n, r in rs.items():
            try:
                stack.resources
                stack._update_all_resource_data(True, True)
            except Exception:
                pass
            try:
                m = r.validate()
                if m:
                    add(exception.StackValidationFailed(message=m),
                        'validate', resource=str(n))
            except exception.HeatException as ex:
                add(ex, 'validate', resource=str(n))
            except Exception as ex:
                if is_contact(ex):
                    continue
                add(exception.StackValidationFailed(error=ex, resource=r),
                    'validate', resource=str(n))
        try:
            outs = stack.outputs
        except Exception as ex:
            add(ex, 'outputs')
            outs = {}
        for n, o in outs.items():
            try:
                o.validate()
            except exception.StackValidationFailed as ex:
                path = [tmpl.OUTPUTS, n, tmpl.get_section_name(ex.path[0])]
                path.extend(ex.path[1:])
                add(exception.StackValidationFailed(
                    error=ex.error, path=path, message=ex.error_message),
                    'outputs', output=str(n))
            except Exception as ex:
                add(ex, 'outputs', output=str(n))

    # nested stacks (groups, template resources), as preview shows them
    def dump_nested(self, stack, res):
        from heat.engine.resources import stack_resource

        def walk(stk, depth):
            out = {}
            for name, r in stk.resources.items():
                if not isinstance(r, stack_resource.StackResource):
                    continue
                d = {'type': r.type()}
                try:
                    pv = r.preview()
                    nested = r._nested
                    if nested is None:
                        d['preview'] = 'not expanded'
                    else:
                        d['template'] = jsonable(nested.t.t)
                        d['parameters'] = {
                            k: jsonable(p.value())
                            for k, p in nested.parameters.params.items()
                            if p.has_value()}
                        d['resources'] = {
                            n: {'type': q.type(),
                                'properties': jsonable(function.resolve(
                                    q.properties.data))}
                            for n, q in nested.resources.items()}
                        try:
                            d['edges'] = sorted(
                                [a.name, b.name]
                                for a, b in nested.dependencies._graph.edges()
                                if b is not None)
                        except Exception as ex:
                            d['edges_error'] = str(ex)
                        if depth < 5:
                            sub = walk(nested, depth + 1)
                            if sub:
                                d['nested'] = sub
                    del pv
                except Exception as ex:
                    d['error'] = str(ex)
                out[name] = d
            return out
        try:
            res['nested'] = walk(stack, 0)
        except Exception as ex:
            res['nested_error'] = str(ex)
        if self.o.get('preview'):
            try:
                res['preview'] = jsonable(engine_api.format_stack_preview(
                    stack))
            except Exception as ex:
                res['preview_error'] = '%s: %s' % (type(ex).__name__, ex)

    # pretend resources exist: resolve get_attr / get_resource
    def simulate(self, cnxt, tmpl, req, env, files, res):
        data = {n: FakeNodeData(n, d)
                for n, d in req['resource_data'].items()}
        sim = res['simulated'] = {'resources': {}, 'outputs': {}}
        try:
            stk = OracleStack(cnxt, req.get('stack_name') or self.stack_name,
                              tmpl, cache_data=data)
            for n in stk.defn.enabled_rsrc_names():
                d = stk.defn.resource_definition(n)
                try:
                    sim['resources'][n] = jsonable(
                        function.resolve(d._properties))
                except Exception as ex:
                    sim['resources'][n] = {'error': str(ex)}
            for n, o in stk.outputs.items():
                o._resolved_value = None
                sim['outputs'][n] = jsonable(
                    {k: v for k, v in engine_api.format_stack_output(
                        o).items() if k in ('output_value', 'output_error')})
            from heat.engine.resources import stack_resource
            for n, r in stk.resources.items():
                if not isinstance(r, stack_resource.StackResource):
                    continue
                try:
                    ct = r.child_template()
                    ct = getattr(ct, 't', ct)
                    sim.setdefault('nested', {})[n] = {
                        'template': jsonable(ct),
                        'params': jsonable(r.child_params())}
                except Exception as ex:
                    sim.setdefault('nested', {})[n] = {'error': str(ex)}
        except Exception as ex:
            sim['error'] = '%s: %s' % (type(ex).__name__, ex)


# --------------------------------------------------------------------------
# Timing
# --------------------------------------------------------------------------
def timing(req, n, opts):
    """Seconds for parse / template+stack / validate / dependency graph,
    for what preview and the outputs add, and for the answer to validate."""
    o = Oracle(opts)
    text, root, base = o.load(req)
    rows = []
    env_texts = []
    for e in req.get('env') or []:
        with open(e) as fh:
            env_texts.append((fh.read(), os.path.dirname(os.path.abspath(e))))
    error = None
    pf = Files(root)
    pd = template_format.parse(text)
    pf.walk(pd, base)
    penv = {}
    for et, eb in env_texts:
        pe = environment_format.parse(et)
        pf.env(pe, eb)
        penv = client_merge(penv, pe)
    penv.pop('parameter_merge_strategies', None)
    environment_format.default_for_missing(penv)
    penv['parameters'].update(req.get('params') or {})
    if opts.get('auto_params'):
        auto_params(template_mod.Template(pd, files=pf.files), penv)
    for _i in range(n):
        cnxt = make_context()
        c0 = time.process_time()
        t0 = time.perf_counter()
        tdict = template_format.parse(text)
        t1 = time.perf_counter()
        c1 = time.process_time()
        # not counted: reading and merging files and environments
        Files.walk(pf, tdict, base)
        env1 = copy.deepcopy(penv)
        c2 = time.process_time()
        t2 = time.perf_counter()
        tmpl = template_mod.Template(tdict, files=dict(pf.files),
                                     env=environment.Environment(env1))
        tmpl.validate()
        stk = OracleStack(cnxt, 'oracle', tmpl, convergence=True)
        o.wrap_resources(stk)
        t3 = time.perf_counter()
        try:
            stk.validate()
        except Exception as ex:
            if not is_contact(ex):
                error = str(ex)
        t4 = time.perf_counter()
        try:
            list(stk.dependencies)
        except Exception as ex:
            error = error or str(ex)
        t5 = time.perf_counter()
        c5 = time.process_time()
        # what else the answer to POST /stacks/preview needs, and the outputs
        t6 = time.perf_counter()
        engine_api.format_stack_preview(stk)
        for output in stk.outputs.values():
            try:
                output.get_value()
            except Exception:
                pass
        # POST /validate is a request of its own, from the text on
        env2 = copy.deepcopy(penv)
        t7 = time.perf_counter()
        try:
            o.validated(cnxt, template_format.parse(text), env2, pf)
        except Exception as ex:
            if not is_contact(ex):
                error = error or str(ex)
        t8 = time.perf_counter()
        rows.append((t1 - t0, t3 - t2, t4 - t3, t5 - t4,
                     (t1 - t0) + (t5 - t2), (c1 - c0) + (c5 - c2),
                     t7 - t6, t8 - t7))
    names = ('parse', 'build', 'validate', 'graph', 'total', 'cpu',
             'preview', 'lenient')
    out = {'template': req.get('template'), 'runs': n, 'bytes': len(text),
           'error': error}
    for i, name in enumerate(names):
        col = sorted(r[i] for r in rows)
        out[name] = {'min_s': round(col[0], 6),
                     'median_s': round(col[len(col) // 2], 6)}
    try:
        out['resources'] = len(stk.resources)
    except Exception:
        pass
    return out


# --------------------------------------------------------------------------
# Batch: a forked worker does the work; the parent survives anything
# --------------------------------------------------------------------------
class _Timeout(BaseException):
    pass


def _alarm(signum, frame):
    raise _Timeout()


def run_guarded(req, opts, limit):
    signal.signal(signal.SIGALRM, _alarm)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        try:
            return Oracle(opts).run(req)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _Timeout:
        return {'id': req.get('id') or req.get('template'), 'ok': False,
                'phase': 'oracle', 'errors': [
                    {'type': 'OracleTimeout', 'phase': 'oracle',
                     'message': 'no answer in %s s' % limit}]}
    except RecursionError as ex:
        return {'id': req.get('id') or req.get('template'), 'ok': False,
                'phase': 'oracle', 'errors': [
                    {'type': 'RecursionError', 'message': str(ex),
                     'phase': 'oracle'}]}
    except (Exception, MemoryError) as ex:
        return {'id': req.get('id') or req.get('template'), 'ok': False,
                'phase': 'oracle', 'errors': [
                    {'type': 'OracleCrash:' + type(ex).__name__,
                     'message': str(ex), 'phase': 'oracle',
                     'traceback': traceback.format_exc()[-3000:]}]}


def batch(reqs, opts, out, limit=60):
    import multiprocessing as mp
    ctx = mp.get_context('fork')

    def worker(conn):
        import resource as rlimit
        cap = int(opts.get('mem_mb', 6000)) << 20
        try:
            rlimit.setrlimit(rlimit.RLIMIT_AS, (cap, cap))
        except (ValueError, OSError):
            pass
        setup_db()
        while True:
            try:
                req = conn.recv()
            except EOFError:
                return
            if req is None:
                return
            r = run_guarded(req, opts, limit)
            try:
                s = json.dumps(r, default=str, ensure_ascii=False)
            except Exception as ex:
                s = json.dumps({'id': req.get('id') or req.get('template'),
                                'ok': False, 'phase': 'oracle', 'errors': [
                                    {'type': 'OracleCrash:json',
                                     'message': str(ex)}]})
            conn.send(s)

    proc = conn = None

    def start():
        a, b = ctx.Pipe()
        p = ctx.Process(target=worker, args=(b,), daemon=True)
        p.start()
        b.close()
        return p, a

    for req in reqs:
        if proc is None:
            proc, conn = start()
        line = None
        try:
            conn.send(req)
            if conn.poll(limit + 30):
                line = conn.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError):
            line = None
        if line is None:
            proc.kill()
            proc.join()
            proc = None
            line = json.dumps({
                'id': req.get('id') or req.get('template'), 'ok': False,
                'phase': 'oracle', 'errors': [
                    {'type': 'OracleWorkerDied',
                     'message': 'worker died or hung on this item',
                     'phase': 'oracle'}]})
        out.write(line + '\n')
        out.flush()
    if proc is not None:
        try:
            conn.send(None)
        except Exception:
            pass
        proc.join(5)


def parse_params(items):
    out = {}
    for it in items or []:
        k, _, v = it.partition('=')
        out[k] = v
    return out


def main():
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    ap.add_argument('templates', nargs='*')
    ap.add_argument('-e', '--env', action='append', default=[],
                    help='environment file (repeatable, in order)')
    ap.add_argument('--param', action='append', default=[], metavar='K=V')
    ap.add_argument('--params-json', help='JSON object of parameter values')
    ap.add_argument('--env-mode', choices=['files', 'merged'],
                    default='files',
                    help='files: as the CLI sends -e (engine merges, env wins '
                         'over parameters); merged: "environment" field')
    ap.add_argument('--auto-params', action='store_true',
                    help='make up a value for each parameter that has none')
    ap.add_argument('--root', help='root directory for the files map '
                    '(default: directory of the template)')
    ap.add_argument('--stack-name', default='oracle')
    ap.add_argument('--nested', action='store_true',
                    help='expand ResourceGroup/ResourceChain/AutoScaling/'
                         'template resources (as preview does)')
    ap.add_argument('--preview', action='store_true',
                    help='also emit the body POST /stacks/preview would give')
    ap.add_argument('--resource-data', metavar='JSON_FILE',
                    help='{resource: {reference_id, attrs{}}}: resolve '
                         'get_attr/get_resource as if created')
    ap.add_argument('--test-resources', action='store_true',
                    help="register heat.tests' GenericResourceType etc.")
    ap.add_argument('--batch', metavar='LIST',
                    help="file (or -) with one request per line: a path, or "
                         "a JSON object {id, template | template_text | "
                         "template_dict, env, params, files, root, "
                         "resource_data, stack_name} or {id, eval: snippet, "
                         "version: [key, value], context, params, files, "
                         "template_dict, resource_data}")
    ap.add_argument('--out', help='write JSON lines here')
    ap.add_argument('--limit', type=float, default=60,
                    help='seconds per template in batch mode')
    ap.add_argument('--time', type=int, metavar='N',
                    help='timing mode: N runs per template')
    ap.add_argument('--pretty', action='store_true')
    ap.add_argument('--set', action='append', default=[], metavar='OPT=VAL',
                    help='override a heat.conf option, e.g. '
                         'max_template_size=1000')
    a = ap.parse_args()

    install_stubs()
    for it in a.set:
        k, _, v = it.partition('=')
        group, _, name = k.rpartition('.')
        cfg.CONF.set_override(
            name, int(v) if v.lstrip('-').isdigit() else v,
            group=group or None)
    resources.initialise()
    if a.test_resources:
        register_extra(None)
    import_s = time.perf_counter() - _T_IMPORT

    opts = {'nested': a.nested, 'preview': a.preview,
            'auto_params': a.auto_params, 'env_mode': a.env_mode,
            'stack_name': a.stack_name}
    params = parse_params(a.param)
    if a.params_json:
        with open(a.params_json) as f:
            params.update(json.load(f))

    out = open(a.out, 'w') if a.out else sys.stdout

    if a.time:
        setup_db()
        for t in a.templates:
            r = timing({'template': t, 'params': params, 'root': a.root,
                        'env': a.env}, a.time, opts)
            r['import_s'] = round(import_s, 3)
            out.write(json.dumps(r) + '\n')
        return 0

    if a.batch or len(a.templates) > 1:
        src = a.templates
        if a.batch:
            src = (sys.stdin if a.batch == '-' else open(a.batch))

        def reqs():
            for line in src:
                line = line.strip()
                if not line:
                    continue
                if line.startswith('{'):
                    r = json.loads(line)
                else:
                    r = {'template': line}
                r.setdefault('env', a.env)
                if params:
                    r['params'] = dict(params, **(r.get('params') or {}))
                if a.root:
                    r.setdefault('root', a.root)
                yield r
        batch(reqs(), opts, out, a.limit)
        return 0

    if not a.templates:
        ap.error('a template, --batch or --time is needed')
    setup_db()
    req = {'template': a.templates[0], 'env': a.env, 'params': params,
           'root': a.root}
    if a.resource_data:
        with open(a.resource_data) as f:
            req['resource_data'] = json.load(f)
    r = run_guarded(req, opts, a.limit)
    json.dump(r, out, indent=2 if a.pretty else None, default=str,
              ensure_ascii=False)
    out.write('\n')
    return 0 if r.get('ok') else 1


if __name__ == '__main__':
    sys.exit(main())
