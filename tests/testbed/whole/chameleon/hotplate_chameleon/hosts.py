"""Stands in for what Chameleon added to Blazar: `on_start` of `physical:host`.

A reservation of hosts may carry `''`, `default`, or `orchestration:<stack id>`. When the lease starts, that stack is
updated with the reservation's id as its parameter `reservation_id`. The column is made with the data bases.
"""
import uuid

from blazar import context
from blazar.db import api as db_api
from blazar.db.sqlalchemy import models
from blazar.manager import exceptions
from blazar.plugins.oshosts import host_plugin
from blazar.utils.openstack import base
from heatclient import client as heat
from oslo_log import log
import sqlalchemy as sa

LOG = log.getLogger(__name__)
models.ComputeHostReservation.on_start = sa.Column(sa.String(50))
_to_dict = models.Reservation.to_dict


def to_dict(self):
    d = _to_dict(self)
    if self.computehost_reservation:
        d['on_start'] = self.computehost_reservation.on_start
    return d


models.Reservation.to_dict = to_dict


class Host(host_plugin.PhysicalHostPlugin):
    def _check_params(self, values):
        for k in ('min', 'max'):   # the fork takes "1" as well as 1
            try:
                values[k] = int(values[k])
            except (KeyError, ValueError):
                pass
        super()._check_params(values)
        on_start = values.setdefault('on_start', 'default')
        if 'orchestration' in on_start:
            try:
                uuid.UUID(on_start.split(':')[-1])
            except ValueError:
                raise exceptions.MalformedParameter(param='on_start')
        elif on_start not in ('', 'default'):
            raise exceptions.MalformedParameter(param='on_start')

    def reserve_resource(self, reservation_id, values):
        id_ = super().reserve_resource(reservation_id, values)
        db_api.host_reservation_update(id_, {'on_start': values['on_start']})
        return id_

    def on_start(self, resource_id):
        super().on_start(resource_id)
        r = db_api.host_reservation_get(resource_id)
        action = r['on_start'] or 'default'
        if 'orchestration' not in action:
            return
        ctx = context.current()   # the trust of the lease: the user's own rights
        url = base.url_for(ctx.service_catalog, 'orchestration')
        LOG.info('Starting stack %s', action)
        heat.Client('1', endpoint=url, token=ctx.auth_token).stacks.update(
            stack_id=action.split(':')[-1], existing=True, converge=True,
            parameters={'reservation_id': r['reservation_id']})
