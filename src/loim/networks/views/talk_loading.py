"""What the pages of threads and letters load and check before anything else."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from loim.networks.models import Mailing, Network, Post, Thread
from loim.networks.permissions import may_change_network
from loim.networks.permissions_talk import may_read_talk
from loim.people.models import User

_NETWORKS = Network.objects.select_related("organisation", "activity__programme")


def person_of(request: HttpRequest) -> User:
    person: User = request.user  # type: ignore[assignment]
    return person


def network_to_talk_in(request: HttpRequest, pk: int) -> Network:
    network = get_object_or_404(_NETWORKS, pk=pk)
    if not may_read_talk(request.user, network):
        raise PermissionDenied
    return network


def network_to_keep(request: HttpRequest, pk: int) -> Network:
    network = get_object_or_404(_NETWORKS, pk=pk)
    if not may_change_network(request.user, network):
        raise PermissionDenied
    return network


def load_thread(network: Network, thread: int) -> Thread:
    found = get_object_or_404(Thread.objects.select_related("author"), pk=thread, network=network)
    found.network = network
    return found


def load_post(network: Network, post: int) -> Post:
    rows = Post.objects.select_related("thread__author", "author")
    found = get_object_or_404(rows, pk=post, thread__network=network)
    found.thread.network = network
    return found


def load_mailing(network: Network, mailing: int) -> Mailing:
    rows = Mailing.objects.select_related("sent_by", "begun_by")
    found = get_object_or_404(rows, pk=mailing, network=network)
    found.network = network
    return found
