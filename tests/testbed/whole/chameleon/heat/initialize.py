"""Stands in for what Chameleon added to Heat.

* `"initialize": true` in the body of `POST …/stacks` checks and stores the stack, and leaves it INIT_COMPLETE: nothing
  of it is made;
* the custom constraint `blazar.reservation` takes any value.

Heat's engine loads every module of `plugin_dirs`.
"""
from heat.common import context
from heat.engine.clients.os import blazar
from heat.engine import service
from heat.engine import stack
from oslo_config import cfg
from oslo_log import log
from oslo_utils import strutils

LOG = log.getLogger(__name__)
stack.Stack.INIT = 'INIT'
stack.Stack.ACTIONS = tuple(stack.Stack.ACTIONS) + ('INIT',)
_create = service.EngineService.create_stack


@context.request_context
def _initialize(self, cnxt, stack_name, template, params, files, args,
                environment_files=None, files_container=None):
    LOG.info('Initializing stack %s', stack_name)
    s = self._parse_template_and_validate_stack(
        cnxt, stack_name, template, params, files, environment_files,
        files_container, args, convergence=cfg.CONF.convergence_engine)
    s.action, s.status = 'INIT', s.COMPLETE
    s.store()
    s.create_stack_user_project_id()
    return dict(s.identifier())


def create_stack(self, cnxt, stack_name, template, params, files, args, *rest, **kw):
    if not strutils.bool_from_string(str(args.get('initialize', False))):
        return _create(self, cnxt, stack_name, template, params, files, args, *rest, **kw)
    return _initialize(self, cnxt, stack_name, template, params, files, args,
                       kw.get('environment_files'), kw.get('files_container'))


service.EngineService.create_stack = create_stack
blazar.ReservationConstraint.validate_with_client = lambda self, client, value: None


def resource_mapping():
    return {}
