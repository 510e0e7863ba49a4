"""How every form looks: Designsystemet's fields, rendered by one template."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Uses our own field and form templates (templates/common/forms)."""

    form_template_name = "common/forms/form.html"
    field_template_name = "common/forms/field.html"
