import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='unit',
            name='served_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='serves', to='people.unit', verbose_name='served by'),
        ),
        migrations.AlterField(
            model_name='appointment',
            name='role',
            field=models.CharField(choices=[('intake', 'intake officer'), ('approver', 'approver'), ('officer', 'case officer'), ('investigator', 'investigator'), ('inspector', 'school inspector'), ('principal', 'principal'), ('personnel', 'personnel officer'), ('archivist', 'archivist'), ('legal', 'legality reviewer'), ('discipline', 'discipline supervisor'), ('custodian', 'custodian of identities'), ('leader', 'leader'), ('sysadmin', 'system administrator'), ('secadmin', 'security administrator'), ('auditor', 'auditor')], max_length=20, verbose_name='role'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('served_by', models.F('pk')), _negated=True), name='people_unit_does_not_serve_itself'),
        ),
    ]
