"""A page with one of everything, for tests of the look, and its addresses beside ours."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path

from loim.common.paging import paged
from loim.config import urls as ours

PAGE = """{% extends "common/base.html" %}
{% block title %}Kõik koos & korraga{% endblock %}
{% block breadcrumbs %}<li><a href="/">Avaleht</a></li><li><a href="" aria-current="page">Kõik</a></li>{% endblock %}
{% block lead %}Näitajad, vormid ja tabelid ühel lehel.{% endblock %}
{% block actions %}<a class="ds-button" href="#main">Lisa sündmus</a><a class="ds-button" data-variant="secondary" href="#main">Laadi alla</a>{% endblock %}
{% block content %}
<form class="filters" method="get"><div class="ds-field"><label class="ds-label" for="q">Otsi</label><input class="ds-input" id="q" name="q" type="search"></div><button class="ds-button" type="submit">Näita</button></form>
<div class="table-scroll" tabindex="0" role="region" aria-label="Sündmused"><table class="ds-table">
<caption>Sündmused</caption>
<thead><tr><th scope="col">Sündmus</th><th scope="col">Olek</th><th scope="col" class="number">Osalusi</th></tr></thead>
<tbody>{% for row in rows.page %}<tr><th scope="row"><a href="#main">Võrgustikukohtumine {{ row }}</a></th><td>{% include "common/status_tag.html" with color="success" text="toimunud" %}</td><td class="number">{{ row }}</td></tr>{% endfor %}</tbody></table></div>
{% include "common/pager.html" with list=rows %}
<div class="two-columns">
  <form class="stack" method="post" enctype="multipart/form-data">{% csrf_token %}{{ form }}<div class="button-row"><button class="ds-button" type="submit">Salvesta</button><a class="ds-button" data-variant="tertiary" href="#main">Loobu</a></div></form>
  <aside class="stack">
    <section class="ds-card stack"><h2 class="ds-heading" data-size="sm">Andmed</h2><dl class="facts"><dt>Leping</dt><dd>1-23/45</dd><dt>Koordinaator</dt><dd>Mari Näidis</dd></dl></section>
    <dl class="figures"><div><dt>sihttasemest</dt><dd>12 <small>/ 15</small></dd></div></dl>
    <svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="80%"><rect class="meter-track" width="100" height="8"/><rect class="meter-fill is-at-risk" width="80" height="8"/></svg>
    {% for color in colors %}{% include "common/status_tag.html" with color=color text=color %} {% endfor %}
    <p class="ds-alert" data-color="warning">Достопримечательностями многонациональный самоуправление</p>
    <details class="ds-details"><summary>Vaata veel</summary><p>Sisu</p></details>
    {% include "common/empty.html" with text="Siin pole veel midagi." action_url="#main" action_text="Lisa esimene" %}
  </aside>
</div>
<figure class="stack"><svg class="chart" viewBox="0 0 400 120" role="img" aria-label="Osaluskorrad aastate kaupa"><line class="chart-axis" x1="40" x2="390" y1="100" y2="100"/><rect class="chart-bar" x="60" y="40" width="50" height="60"/><text class="chart-value" x="85" y="32" text-anchor="middle">12</text><path class="chart-target" d="M50 30h70"/><rect class="chart-forecast" x="160" y="20" width="50" height="80"/><text x="85" y="116" text-anchor="middle">2023</text></svg>
<ul class="chart-legend"><li><svg viewBox="0 0 20 14" aria-hidden="true"><rect class="chart-bar" width="20" height="14"/></svg>tegelik</li></ul></figure>
{% endblock %}"""

COUNTIES = [(str(n), f"{n}. maakond") for n in range(15)]


class EveryField(forms.Form):
    title = forms.CharField(label="Pealkiri", help_text="Nii nagu kutsel.")
    email = forms.EmailField(label="E-post", required=False)
    start = forms.DateField(label="Algus")
    amount = forms.IntegerField(label="Inimesi", min_value=0)
    kind = forms.ChoiceField(
        label="Liik", choices=[("", "Vali"), ("1", "Koolitus"), ("2", "Õppereis")]
    )
    scope = forms.ChoiceField(
        label="Ulatus",
        choices=[("county", "Maakond"), ("national", "Üleriigiline")],
        widget=forms.RadioSelect,
        help_text="Kust osalejad tulid.",
    )
    counties = forms.MultipleChoiceField(
        label="Maakonnad", choices=COUNTIES, widget=forms.CheckboxSelectMultiple, required=False
    )
    is_public = forms.BooleanField(label="Näita avalikult", required=False, help_text="Kõigile.")
    note = forms.CharField(
        label="Selgitus", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    file = forms.FileField(label="Fail", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def gallery(request: HttpRequest) -> HttpResponse:
    form = EveryField(request.POST or None, request.FILES or None)
    messages.success(request, "Sündmus on salvestatud.")
    messages.error(request, "Faili ei õnnestunud lugeda.")
    context: dict[str, Any] = {
        "form": form,
        "rows": paged(request, list(range(1, 101)), 10),
        "colors": ["neutral", "primary", "ochre", "info", "success", "warning", "danger"],
    }
    return HttpResponse(Template(PAGE).render(RequestContext(request, context)))


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("made to fail")


urlpatterns = [*ours.urlpatterns, path("gallery/", gallery), path("broken/", broken)]
handler400 = ours.handler400
