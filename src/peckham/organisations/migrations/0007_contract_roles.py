"""The roles of whoever commissions, holds and signs contracts, answers complaints, keeps books."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_planner"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="membership",
            name="membership_role_known",
        ),
        migrations.RemoveConstraint(
            model_name="permissiongrant",
            name="permission_role_known",
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.TextField(
                choices=[
                    ("navigator", "navigator"),
                    ("clinician", "clinician"),
                    ("service_member", "service_member"),
                    ("manager", "manager"),
                    ("administrator", "administrator"),
                    ("governance_lead", "governance_lead"),
                    ("planner", "planner"),
                    ("commissioner", "commissioner"),
                    ("contract_manager", "contract_manager"),
                    ("practice_signatory", "practice_signatory"),
                    ("complaints_manager", "complaints_manager"),
                    ("finance_officer", "finance_officer"),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="permissiongrant",
            name="role",
            field=models.TextField(
                choices=[
                    ("navigator", "navigator"),
                    ("clinician", "clinician"),
                    ("service_member", "service_member"),
                    ("manager", "manager"),
                    ("administrator", "administrator"),
                    ("governance_lead", "governance_lead"),
                    ("planner", "planner"),
                    ("commissioner", "commissioner"),
                    ("contract_manager", "contract_manager"),
                    ("practice_signatory", "practice_signatory"),
                    ("complaints_manager", "complaints_manager"),
                    ("finance_officer", "finance_officer"),
                ]
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        (
                            "navigator",
                            "clinician",
                            "service_member",
                            "manager",
                            "administrator",
                            "governance_lead",
                            "planner",
                            "commissioner",
                            "contract_manager",
                            "practice_signatory",
                            "complaints_manager",
                            "finance_officer",
                        ),
                    )
                ),
                name="membership_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="permissiongrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        (
                            "navigator",
                            "clinician",
                            "service_member",
                            "manager",
                            "administrator",
                            "governance_lead",
                            "planner",
                            "commissioner",
                            "contract_manager",
                            "practice_signatory",
                            "complaints_manager",
                            "finance_officer",
                        ),
                    )
                ),
                name="permission_role_known",
            ),
        ),
    ]
