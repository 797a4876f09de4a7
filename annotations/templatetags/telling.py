from django import template

from annotations.telling import saying

register = template.Library()
register.filter(saying.sentence)
